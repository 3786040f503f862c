package io.tapedeck.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of spec/determinism.md. */
final class StepRandomTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0, alerts, 0, '', 7E883EBCEDE316AE, 179041DF8E0C2AA1, 3A907757E616B55E",
        "0000000000000000, 0, alerts, 1, '', 932028009117C15E, 06D7E60C049AB837, 5A193E095A01F59F",
        "0000000000000000, 0, alerts, 1, '0', 30A1B2EA0C0C75FE, AA7ABF0D7306BCB6, 2B6F6E83C454F82E",
        "0000000000000000, 0, alerts, 1, '2 1', 354A7B503C457EC2, C4DF007DCD6FA814, A3376F8217EF2D2B",
        "0000000000000000, 1, alerts, 1, '', 84FFD28FCCCCB161, A2526CE44FDA54D8, E0F3EFC2469FB285",
        "0123456789ABCDEF, 0, enrich, 706, '', 8E1B61A28ADF4D23, B19597919C343627, A2C71B744A693DCE",
        "FFFFFFFFFFFFFFFF, 0, größe, 1099511627776, '3', 91C0FB457AF7C0AF, 20FCCFFCC12FE5CA, CBE3BBE94FE55D30",
    })
    void aSeedFollowsFromWhatIdentifiesTheCall(
            String root, int task, String step, long ordinal, String path, String seed, String first, String second) {
        List<Integer> indices = Arrays.stream(path.split(" "))
                .filter(index -> !index.isEmpty())
                .map(Integer::valueOf)
                .toList();
        long derived = StepRandom.seed(Long.parseUnsignedLong(root, 16), task, step, ordinal, indices);
        assertEquals(Long.parseUnsignedLong(seed, 16), derived);
        StepRandom random = new StepRandom(derived);
        assertEquals(Long.parseUnsignedLong(first, 16), random.nextLong());
        assertEquals(Long.parseUnsignedLong(second, 16), random.nextLong());
    }
}
