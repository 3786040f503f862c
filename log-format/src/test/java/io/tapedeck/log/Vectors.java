package io.tapedeck.log;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes the test vectors of {@code spec/vectors}: {@code main} writes them, {@link VectorsTest} compares them with
 * what is checked in. All is fixed: the seed, the identity, the time of creation.
 */
final class Vectors {
    private static final UUID REPAIRED_ID = UUID.fromString("0198f3c2-0000-7000-8000-000000000003");

    private final Path folder;
    private final VectorLogs logs;
    private final Map<String, byte[]> files = new TreeMap<>();

    private Vectors(Path folder) {
        this.folder = folder;
        logs = new VectorLogs(folder);
    }

    /** Writes the vectors to the folder that is the first argument. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        for (Map.Entry<String, byte[]> file : make().entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** All files of the vectors, by name; those of a log in a folder have it before theirs. */
    static Map<String, byte[]> make() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            Vectors vectors = new Vectors(folder.path());
            vectors.makeLogs();
            vectors.files.put("values.json", VectorsJson.values(values()));
            vectors.files.put("not-values.json", VectorsJson.texts(NotValues.HEX));
            return vectors.files;
        }
    }

    private void makeLogs() throws IOException {
        add("empty", logs.streams(512, writer -> {}));
        add("messages", logs.streams(512, VectorLogs::writeEncodings));
        add("extremes", logs.streams(2048, VectorLogs::writeExtremes));
        add("exact", logs.streams(512, VectorLogs::writeExact));
        add("out-of-order", logs.streams(1024, VectorLogs::writeOutOfOrder));
        add("run", logs.run(VectorLogs::writeRun));
        add("kinds", logs.run(VectorLogs::writeKinds));
        add("withheld", logs.run(VectorLogs::writeWithheld));
        add("unsealed", logs.unsealed());
        byte[] left = logs.left();
        add("left-with-zeros", left);
        add("damaged-name", VectorDamages.nameless(left));
        byte[] many = logs.streams(1024, writer -> VectorLogs.writeMany(writer, 40));
        add("streams", many);
        VectorDamages.addTo(this::add, many);
        byte[] large = logs.streams(512, VectorLogs::writeLarge);
        add("large-record", large);
        VectorDamages.addLarge(this::add, large);
        add("parts", logs.streams(4096, VectorLogs::writeParts));
        byte[] turns = logs.streams(2048, VectorLogs::writeTurns);
        add("turns", turns);
        VectorDamages.addTurns(this::add, turns);
        VectorCorners.addMarks(this::add, many);
        VectorCorners.addFrames(this::add, many);
        VectorCorners.addLosses(this::add, files.get("exact.tape"), files.get("out-of-order.tape"));
        VectorCorners.addEmpty(this::add, files.get("empty.tape"));
        addRepaired();
        addPacked(many);
        addFolders();
        addController();
    }

    private void add(String name, byte[] bytes) throws IOException {
        files.put(name + ".tape", bytes);
        Path file = Files.write(folder.resolve(name + "-copy.tape"), bytes);
        files.put(name + ".json", VectorsJson.log(file));
        Files.delete(file);
    }

    private void addFolder(String name, Path log) throws IOException {
        for (Path segment : LogFolder.segments(log)) {
            files.put(name + "/" + segment.getFileName(), Files.readAllBytes(segment));
        }
        files.put(name + ".json", VectorsJson.log(log));
    }

    /** What a repair makes of logs that lost messages in the middle and at the end. */
    private void addRepaired() throws IOException {
        for (String name : List.of("flipped-bit", "cut")) {
            Path damaged = Files.write(folder.resolve("damaged.tape"), files.get("damaged-" + name + ".tape"));
            Path repaired = folder.resolve("repaired.tape");
            LogRepairer.repair(damaged, repaired, REPAIRED_ID, VectorLogs.MACHINE, LogProgress.NONE);
            add("repaired-" + name, Files.readAllBytes(repaired));
            Files.delete(repaired);
        }
    }

    private void addPacked(byte[] segment) throws IOException {
        byte[] packed = packed(segment);
        add("packed", packed);
        byte[] first = packed.clone();
        first[400] ^= 1;
        add("damaged-packed-first-block", first);
        byte[] block = packed.clone();
        block[packed.length / 2] ^= 1;
        add("damaged-packed-block", block);
        byte[] table = packed.clone();
        table[packed.length - PackedSegment.LENGTH - 3] ^= 1;
        add("damaged-packed-table", table);
        byte[] tableAndBlock = block.clone();
        tableAndBlock[packed.length - PackedSegment.LENGTH - 3] ^= 1;
        add("damaged-packed-table-and-block", tableAndBlock);
        byte[] head = packed.clone();
        head[40] ^= 1;
        add("damaged-packed-head", head);
        byte[] lastHead = packed.clone();
        lastHead[packed.length - 40] ^= 1;
        add("damaged-packed-last-head", lastHead);
        add("damaged-packed-garbage", Arrays.copyOf(packed, packed.length + 24));
        add("damaged-packed-cut", Arrays.copyOf(packed, packed.length - 1000));
        add("damaged-packed-cut-head", Arrays.copyOf(tableAndBlock, packed.length - 60));
    }

    private byte[] packed(byte[] segment) throws IOException {
        Path file = Files.write(folder.resolve("packed.tape"), segment);
        LogCompactor.pack(file, new ZstdTestCodec(), 3, LogProgress.NONE);
        return Files.readAllBytes(file);
    }

    private void addFolders() throws IOException {
        for (Path segment : LogFolder.segments(logs.twoSegments())) {
            String number = segment.getFileName().toString().substring(5, 6);
            add("segment-" + number, Files.readAllBytes(segment));
        }
        addFolder("rolled", logs.segments("rolled", VectorLogs.ID, 20));
        for (String how : List.of("dropped", "missing", "repeated", "foreign", "unreadable")) {
            Path log = logs.segments(how, VectorLogs.ID, 20);
            VectorDamages.breakChain(log, how, logs);
            addFolder(how.equals("dropped") ? how : "damaged-chain-" + how, log);
        }
    }

    /** A run's log, with what is so at its checkpoints, and what its calls put out, beside it. */
    private void addController() throws IOException {
        Path log = folder.resolve("controller");
        VectorRun.Told told = VectorRun.write(log);
        files.put("states.json", VectorsJson.states(told.checkpoints()));
        files.put("outputs.json", VectorsJson.outputs(told.outputs()));
        addFolder("controller", log);
    }

    private static List<Value> values() {
        List<Value> values = new ArrayList<>(List.of(
                Value.NULL,
                Value.of(true),
                Value.of(false),
                Value.of(0),
                Value.of(-1),
                Value.of(63),
                Value.of(64),
                Value.of(Long.MAX_VALUE),
                Value.of(Long.MIN_VALUE),
                Value.of(BigInteger.TWO.pow(63)),
                Value.of(BigInteger.TWO.pow(64).negate()),
                Value.of(0.0),
                Value.of(-0.0),
                Value.of(Double.NaN),
                Value.of(Double.NEGATIVE_INFINITY),
                Value.of(4.33),
                Value.of(new BigDecimal("1.0")),
                Value.of(new BigDecimal("1.00")),
                Value.of(new BigDecimal("-12E+30")),
                Value.of(BigDecimal.ZERO),
                Value.of(new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE)),
                Value.of(new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE)),
                Value.of(""),
                Value.of("größer"),
                Value.of("\ud83d\ude00"),
                Value.of("\ud800 alone"),
                Value.of(Bytes.EMPTY),
                Value.of(Bytes.wrap(new byte[] {0, -1})),
                Value.of(Instant.EPOCH),
                Value.of(Instant.MIN),
                Value.of(Instant.MAX),
                Value.of(Instant.ofEpochSecond(-1, 999_999_999)),
                Value.list(),
                MapValue.EMPTY,
                MapValue.builder()
                        .put(Value.of(1), Value.of("an integer as a key"))
                        .put(Value.of(1.0), Value.of("a float as a key"))
                        .put(Value.NULL, Value.list(Value.of("b"), Value.of("a")))
                        .build()));
        SplittableRandom random = new SplittableRandom(VectorLogs.SEED);
        for (int i = 0; i < 40; i++) {
            values.add(RandomValues.next(random, 3));
        }
        return values;
    }
}
