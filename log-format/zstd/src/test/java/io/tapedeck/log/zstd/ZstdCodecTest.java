package io.tapedeck.log.zstd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogCompactor;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packed segments with the codec that users have; the vectors were packed by the tests of the log format. */
class ZstdCodecTest {
    private static final Path VECTORS = Path.of(System.getProperty("tapedeck.root"), "spec", "vectors");

    @TempDir
    private Path folder;

    @Test
    void aPackedVectorReadsAsTheSegmentThatItWasMadeFrom() throws IOException {
        assertEquals(read(VECTORS.resolve("streams.tape")), read(VECTORS.resolve("packed.tape")));
    }

    @Test
    void unpackingGivesTheSegmentBackByteByByte() throws IOException {
        Path file = Files.copy(VECTORS.resolve("packed.tape"), folder.resolve("a.tape"));
        LogCompactor.Report report = LogCompactor.unpack(file, LogProgress.NONE);
        assertEquals(1, report.segments());
        assertArrayEquals(Files.readAllBytes(VECTORS.resolve("streams.tape")), Files.readAllBytes(file));
    }

    @Test
    void packingAtAnyLevelReadsAsBefore() throws IOException {
        for (int level = 1; level <= ZstdCodec.LEVEL_MAX; level += 6) {
            Path file = Files.copy(VECTORS.resolve("streams.tape"), folder.resolve(level + ".tape"));
            LogCompactor.Report report = LogCompactor.pack(file, new ZstdCodec(), level, LogProgress.NONE);
            assertTrue(report.bytesAfter() < report.bytesBefore());
            assertEquals(read(VECTORS.resolve("streams.tape")), read(file));
        }
    }

    @Test
    void aFrameThatIsNotOfTheBlockIsRefused() {
        ZstdCodec codec = new ZstdCodec();
        byte[] frame = codec.compress(new byte[1000], ZstdCodec.LEVEL_DEFAULT);
        assertEquals(1000, codec.decompress(frame, 1000).orElseThrow().length);
        assertEquals(Optional.empty(), codec.decompress(frame, 999));
        assertEquals(Optional.empty(), codec.decompress(frame, 1001));
        assertEquals(Optional.empty(), codec.decompress(new byte[0], 10));
        frame[2] ^= 0x55;
        assertEquals(Optional.empty(), codec.decompress(frame, 1000));
    }

    private static List<LogRecord> read(Path log) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (LogReader reader = LogReader.open(log)) {
            while (reader.next()) {
                records.add(reader.record());
            }
        }
        return records;
    }
}
