package io.tapedeck.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What was done to a folder, operation by operation, and what a disk may hold of it after a crash. The faults are
 * those that {@link FaultyStorage} describes.
 */
final class StorageJournal {
    /** One operation. A file keeps its number under every name; names are those in the one folder. */
    sealed interface Operation {
        record Create(int file, String name) implements Operation {}

        record Write(int file, long offset, byte[] bytes) implements Operation {
            /** Of the two places in a segment's header that are written more than once. */
            boolean isMark() {
                return bytes.length == DurableMark.LENGTH
                        && (offset == DurableMark.FIRST_AT || offset == DurableMark.SECOND_AT);
            }
        }

        record Truncate(int file, long size, boolean forEnd) implements Operation {}

        record Force(int file) implements Operation {}

        record Rename(String from, String to) implements Operation {}

        record Delete(String name) implements Operation {}

        record ForceFolder() implements Operation {}
    }

    private final Map<String, Integer> baseNames;
    private final Map<Integer, byte[]> baseBytes;
    private final List<Operation> operations;

    private StorageJournal(Map<String, Integer> baseNames, Map<Integer, byte[]> baseBytes, List<Operation> operations) {
        this.baseNames = baseNames;
        this.baseBytes = baseBytes;
        this.operations = operations;
    }

    /** Begins with files that are on the disk, contents and names. */
    StorageJournal(Map<String, byte[]> files) {
        this(new HashMap<>(), new HashMap<>(), new ArrayList<>());
        files.forEach((name, bytes) -> {
            baseBytes.put(baseNames.size(), bytes);
            baseNames.put(name, baseNames.size());
        });
    }

    int size() {
        return operations.size();
    }

    Operation operation(int index) {
        return operations.get(index);
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    /** The number for a file to come. */
    int nextFile() {
        return baseNames.size() + operations.size();
    }

    /** The first {@code count} operations. */
    StorageJournal first(int count) {
        return new StorageJournal(baseNames, baseBytes, new ArrayList<>(operations.subList(0, count)));
    }

    /** All operations but one, if that was not forced; else all. */
    StorageJournal losing(int index) {
        StorageJournal left = first(size());
        int file = switch (operation(index)) {
            case Operation.Write write -> write.file();
            case Operation.Truncate truncate -> truncate.file();
            default -> throw new IllegalArgumentException(operation(index).toString());
        };
        if (!operations.subList(index, size()).contains(new Operation.Force(file))) {
            left.operations.remove(index);
        }
        return left;
    }

    /** The first operations, and what the process that was killed in the next one had done of it. */
    StorageJournal killedIn(int index, SplittableRandom random) {
        if (!(operation(index) instanceof Operation.Write(int file, long offset, byte[] bytes))
                || random.nextInt(4) == 0) {
            return first(index + random.nextInt(2));
        }
        StorageJournal killed = first(index);
        if (random.nextInt(4) == 0 && bytes.length > Long.BYTES) {
            // Written through memory: what makes it visible comes last.
            killed.add(new Operation.Write(
                    file, offset + Long.BYTES, Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)));
        } else {
            killed.add(new Operation.Write(file, offset, Arrays.copyOf(bytes, random.nextInt(bytes.length))));
        }
        return killed;
    }

    /** What every process sees: all operations, in order. */
    TreeMap<String, byte[]> files() {
        Map<String, Integer> names = new HashMap<>(baseNames);
        Map<Integer, DiskFile> files = new HashMap<>();
        baseBytes.forEach((file, bytes) -> files.put(file, new DiskFile(bytes)));
        for (Operation operation : operations) {
            applyToNames(names, operation);
            switch (operation) {
                case Operation.Create(int file, String name) -> files.put(file, new DiskFile(new byte[0]));
                case Operation.Write(int file, long offset, byte[] bytes) ->
                    files.get(file).write(bytes, 0, bytes.length, (int) offset);
                case Operation.Truncate(int file, long size, boolean forEnd) ->
                    files.get(file).truncate((int) size);
                default -> {}
            }
        }
        TreeMap<String, byte[]> result = new TreeMap<>();
        names.forEach((name, file) -> result.put(name, files.get(file).bytes()));
        return result;
    }

    /** Whether a file may have been filled ahead of what is written, as {@link MappedOutput} does. */
    boolean mayBeFilledAhead(String name) {
        int file = names().getOrDefault(name, -1);
        boolean filled = file >= 0;
        for (Operation operation : operations) {
            if (operation instanceof Operation.Truncate(int truncated, long size, boolean forEnd)
                    && truncated == file) {
                filled = !forEnd;
            }
        }
        return filled;
    }

    private static void applyToNames(Map<String, Integer> names, Operation operation) {
        switch (operation) {
            case Operation.Create(int file, String name) -> names.put(name, file);
            case Operation.Rename(String from, String to) -> names.put(to, names.remove(from));
            case Operation.Delete(String name) -> names.remove(name);
            default -> {}
        }
    }

    /** The numbers of the files by name, as every process sees them. */
    Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>(baseNames);
        operations.forEach(operation -> applyToNames(names, operation));
        return names;
    }

    /** What is found after the power failed behind the last operation. */
    TreeMap<String, byte[]> afterPowerLoss(SplittableRandom random) {
        Fate fate = Fate.next(random, operations.size());
        Map<String, Integer> names = namesAfterPowerLoss(fate);
        TreeMap<String, byte[]> result = new TreeMap<>();
        names.forEach((name, file) -> result.put(name, contentAfterPowerLoss(file, fate, random)));
        return result;
    }

    private Map<String, Integer> namesAfterPowerLoss(Fate fate) {
        int forced = 0;
        for (int i = 0; i < operations.size(); i++) {
            forced = operations.get(i) instanceof Operation.ForceFolder ? i : forced;
        }
        Map<String, Integer> names = new HashMap<>(baseNames);
        Map<String, Integer> seen = new HashMap<>(baseNames);
        for (int i = 0; i < operations.size(); i++) {
            boolean happened = i < forced || fate.renamed(i);
            if (happened && operations.get(i) instanceof Operation.Rename(String from, String to)) {
                names.put(to, seen.get(from)); // whether the name before it had arrived or not
                names.remove(from);
            } else if (happened) {
                applyToNames(names, operations.get(i));
            }
            applyToNames(seen, operations.get(i));
        }
        return names;
    }

    private byte[] contentAfterPowerLoss(int number, Fate fate, SplittableRandom random) {
        int forced = 0;
        for (int i = 0; i < operations.size(); i++) {
            forced = operations.get(i).equals(new Operation.Force(number)) ? i : forced;
        }
        DiskFile file = new DiskFile(baseBytes.getOrDefault(number, new byte[0]));
        fate.enterFile(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            switch (operations.get(i)) {
                case Operation.Write write
                when write.file() == number -> {
                    if (i < forced) {
                        file.write(write.bytes(), 0, write.bytes().length, (int) write.offset());
                    } else {
                        writeSectors(file, write, i, fate);
                    }
                }
                case Operation.Truncate truncate
                when truncate.file() == number -> {
                    if (i < forced || fate.resized(i)) {
                        file.truncate((int) truncate.size());
                    }
                }
                default -> {}
            }
        }
        fate.leaveFile(file, random);
        return file.bytes();
    }

    /** Writes those sectors that arrived; the file may have grown, or what arrived may lie behind its end. */
    private static void writeSectors(DiskFile file, Operation.Write write, int index, Fate fate) {
        int from = 0;
        int offset = (int) write.offset();
        while (from < write.bytes().length) {
            int sector = (offset + from) / DiskFile.SECTOR_BYTES;
            int length = Math.min(write.bytes().length - from, (sector + 1) * DiskFile.SECTOR_BYTES - (offset + from));
            if (fate.arrived(index, sector)) {
                file.store(write.bytes(), from, length, offset + from);
            }
            from += length;
        }
        if (fate.resized(index)) {
            file.grow(offset + write.bytes().length);
        }
    }

    /** What becomes of the operations that were not forced. */
    private static final class Fate {
        /** In which order they reach the disk. */
        private enum Order {
            /** None does. */
            NONE,
            /** All do. */
            ALL,
            /** One after the other; the last one in part. */
            SEQUENCE,
            /** Each sector as it was at some moment; sizes and names as they were at some other. */
            SECTORS,
            /** All but one do; sizes as they were at some moment. */
            ALL_BUT_ONE,
            /** Any sector of any write; sizes as they were at some moment; any name. */
            ANY
        }

        private static final Order[] CHOICES = {
            Order.NONE,
            Order.ALL,
            Order.SEQUENCE,
            Order.SECTORS,
            Order.ALL_BUT_ONE,
            Order.ALL_BUT_ONE,
            Order.ANY,
            Order.ANY
        };

        private final Order order;
        private final long salt;
        private final int cut;
        private final int share;
        private final boolean stale;
        private int sizeCut;
        private int files;

        private Fate(Order order, long salt, int cut, int share, boolean stale) {
            this.order = order;
            this.salt = salt;
            this.cut = cut;
            this.share = share;
            this.stale = stale;
        }

        static Fate next(SplittableRandom random, int operations) {
            Order order = CHOICES[random.nextInt(CHOICES.length)];
            // Most of what is not forced is young: the cut lies near the end.
            int cut = operations - Math.min(operations, random.nextInt(1 + random.nextInt(8)));
            return new Fate(order, random.nextLong(), cut, 1 + random.nextInt(7), random.nextInt(3) == 0);
        }

        private int draw(long what, int bound) {
            return new SplittableRandom(salt ^ what * 0x9E3779B97F4A7C15L).nextInt(bound);
        }

        void enterFile(int operationCount) {
            files++;
            sizeCut = operationCount - draw(~files, Math.min(operationCount + 1, 8));
        }

        boolean arrived(int index, int sector) {
            long place = files * 1_000_003L + sector;
            return switch (order) {
                case NONE -> false;
                case ALL -> true;
                case SEQUENCE -> index < cut || index == cut && draw(place, 2) == 0;
                case SECTORS -> index < sizeCut + draw(place, 12) - 6;
                case ALL_BUT_ONE -> index != cut;
                case ANY -> draw(place * 1_000_003L + index, 8) < share;
            };
        }

        boolean resized(int index) {
            return switch (order) {
                case NONE -> false;
                case ALL -> true;
                case SEQUENCE -> index <= cut;
                case ALL_BUT_ONE -> index != cut && (index < sizeCut || draw(files, 2) == 0);
                case SECTORS, ANY -> index < sizeCut;
            };
        }

        boolean renamed(int index) {
            return switch (order) {
                case NONE -> false;
                case ALL -> true;
                case SEQUENCE, SECTORS -> index < cut;
                case ALL_BUT_ONE -> index != cut;
                case ANY -> draw(index, 2) == 0;
            };
        }

        void leaveFile(DiskFile file, SplittableRandom random) {
            if (stale) {
                file.fillHoles(random);
            }
        }
    }
}
