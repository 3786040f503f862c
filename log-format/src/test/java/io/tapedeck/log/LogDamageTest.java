package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages small logs in every way that disks and people do: see {@link DamageKinds} for the ways, and
 * {@link DamageCheck} for what must hold. Some cases of each way are tried, another choice with another {@code seed};
 * {@code sweep=full} tries all, which takes many minutes; {@code sweep.subject} names one log of
 * {@link DamageSubject#NAMES}.
 */
class LogDamageTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final long SEED = Long.getLong("seed", 1);
    private static final int CASES_OF_KIND = 8;
    private static final String ONLY = System.getProperty("sweep.subject", "");
    private static final int FAILURES_TOLD = 5;

    private final List<String> failures = new ArrayList<>();
    private long cases;

    static List<String> subjects() {
        return DamageSubject.NAMES.stream()
                .filter(name -> ONLY.isEmpty() || name.equals(ONLY))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void damageIsFoundAndNothingElseIsLost(String name) throws IOException {
        try (TestFolder making = new TestFolder();
                TestFolder others = new TestFolder();
                TestFolder working = new TestFolder()) {
            DamageSubject subject = DamageSubject.make(name, making);
            DamageSubject other = DamageSubject.makeOther(name, others);
            DamageCheck check = new DamageCheck(subject, working.path());
            for (DamageKinds.Kind kind : new DamageKinds(subject, other).kinds()) {
                tryAll(kind, Math.max(1, CASES_OF_KIND / subject.files().size()), check);
            }
        }
        System.out.println(name + ": " + cases + " damages tried, seed " + SEED);
        assertTrue(failures.isEmpty(), () -> "seed " + SEED + "\n" + String.join("\n", failures));
    }

    private void tryAll(DamageKinds.Kind kind, int sample, DamageCheck check) throws IOException {
        if (FULL || kind.count() <= sample) {
            for (int i = 0; i < kind.count(); i++) {
                tryOne(kind, i, check);
            }
            return;
        }
        SplittableRandom random = new SplittableRandom(SEED + kind.name().hashCode());
        for (int i = 0; i < sample; i++) {
            tryOne(kind, random.nextInt(kind.count()), check);
        }
    }

    private void tryOne(DamageKinds.Kind kind, int index, DamageCheck check) throws IOException {
        Optional<DamageKinds.Case> damaged = kind.make().apply(index);
        if (damaged.isEmpty() || failures.size() >= FAILURES_TOLD) {
            return;
        }
        cases++;
        try {
            check.check(damaged.get());
        } catch (AssertionError | RuntimeException e) {
            failures.add(damaged.get().what() + ": " + e);
        }
    }
}
