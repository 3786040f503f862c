package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk that keeps account of what is done to one folder, so that a crash before or in any operation can be acted
 * out afterwards, and that fails when it is told to. Every operation but forcing is done on the real disk too.
 *
 * <p>After a <b>process crash</b> the folder holds all operations up to the one in which the process was killed, in
 * order and whole, forced or not. Of that one there is nothing, or all, or, if it is a write, a beginning of any
 * length, or all but its first eight bytes, as {@link MappedOutput} publishes. What was not forced then can still
 * be lost when the power fails, though the next process has read it.
 *
 * <p>After a <b>power loss</b> it holds
 * <ul>
 *   <li>of a file: everything that was done to it before it was last forced, content and size;
 *   <li>of names: everything that was done before the folder was last forced. Forcing a file does not force its name;
 *   <li>of what was done since then, by a seed: nothing; or all; or the first operations, the last of them in part;
 *       or each sector of 512 bytes as it was at a moment of its own; or all but one; or any of the sectors of any of the writes, so
 *       that a later write is there and an earlier one is not, and a write is there in parts. A sector is written
 *       whole. Files' sizes are those of another moment: a truncate may not have happened though later writes are
 *       there, and a file may have grown where nothing arrived, which then holds zeros or stale bytes: noise, or what
 *       stands elsewhere in the file. Renames, creations and deletions happen or do not.
 * </ul>
 *
 * <p>An <b>error</b> is an {@link IOException} at one operation, or from it on. The operation does nothing, or, if it
 * is a write, it may have written a beginning.
 *
 * <p>What is <b>not</b> covered: sectors that are damaged while they are written, and bytes that change later; a disk
 * that says it has forced and has not; stale bytes that are the ones which the same place of the same file held
 * before it was cut; a forcing that fails and loses what it was to force, while memory still shows it; the end of a
 * process in the midst of a store to mapped memory; the log's folder itself, which is taken to be there.
 */
final class FaultyStorage implements LogStorage {
    /** For how long an error stays. */
    enum Failure {
        ONCE,
        FROM_THEN_ON
    }

    static final String FAILURE_MESSAGE = "the disk fails, as the test asked it to";

    private final Path folder;
    private final LogStorage disk;
    private final StorageJournal journal;
    private final Map<String, Integer> names;
    private final List<Path> forcedElsewhere = new ArrayList<>();
    private final Set<Output> openOutputs = new HashSet<>();
    private int failAt = Integer.MAX_VALUE;
    private Failure failure = Failure.ONCE;
    private SplittableRandom failureRandom = new SplittableRandom(0);

    /** Goes on with a folder, of which everything is on the disk. */
    FaultyStorage(Path folder) throws IOException {
        this(folder, new StorageJournal(read(folder)), DiskStorage.INSTANCE);
    }

    /** The same on a storage of one's choice. */
    FaultyStorage(Path folder, LogStorage disk) throws IOException {
        this(folder, new StorageJournal(read(folder)), disk);
    }

    /** Goes on where a process was killed: {@code folder} holds what {@code journal} tells. */
    FaultyStorage(Path folder, StorageJournal journal) {
        this(folder, journal, DiskStorage.INSTANCE);
    }

    private FaultyStorage(Path folder, StorageJournal journal, LogStorage disk) {
        this.folder = folder;
        this.journal = journal;
        this.disk = disk;
        names = journal.names();
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        TreeMap<String, byte[]> result = new TreeMap<>();
        if (!Files.exists(folder)) {
            return result;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                result.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return result;
    }

    /** Makes in a folder what a journal tells of. */
    static void write(Map<String, byte[]> files, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** So few that some are written in the background. */
    @Override
    public int bufferBytes() {
        return 1024;
    }

    /** What was done so far. */
    StorageJournal journal() {
        return journal;
    }

    /** How many operations there were so far. */
    int operations() {
        return journal.size();
    }

    /** Throws when this many operations were done. */
    void failAt(int operation, Failure how, long seed) {
        failAt = operation;
        failure = how;
        failureRandom = new SplittableRandom(seed);
    }

    /** Whether it has failed already. */
    boolean failed() {
        return failAt < 0;
    }

    private boolean fails() {
        if (failAt < 0 ? failure == Failure.ONCE : operations() < failAt) {
            return false;
        }
        failAt = -1;
        return true;
    }

    private void check() throws IOException {
        if (fails()) {
            throw failure();
        }
    }

    private static IOException failure() {
        return new IOException(FAILURE_MESSAGE);
    }

    @Override
    public Output create(Path file) throws IOException {
        check();
        String name = name(file);
        Output output = disk.create(file);
        Optional<Integer> replaced = Optional.ofNullable(names.get(name));
        if (replaced.isPresent()) {
            journal.add(new StorageJournal.Operation.Truncate(replaced.get(), 0, false));
            return new FaultyOutput(replaced.get(), output);
        }
        int number = journal.nextFile();
        names.put(name, number);
        journal.add(new StorageJournal.Operation.Create(number, name));
        return new FaultyOutput(number, output);
    }

    @Override
    public Output open(Path file) throws IOException {
        return new FaultyOutput(names.get(name(file)), disk.open(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        check();
        disk.rename(from, to);
        names.put(name(to), names.remove(name(from)));
        journal.add(new StorageJournal.Operation.Rename(name(from), name(to)));
    }

    @Override
    public void delete(Path file) throws IOException {
        check();
        disk.delete(file);
        names.remove(name(file));
        journal.add(new StorageJournal.Operation.Delete(name(file)));
    }

    @Override
    public void forceFolder(Path forced) throws IOException {
        check();
        if (Files.isSameFile(forced, folder)) {
            journal.add(new StorageJournal.Operation.ForceFolder());
        } else {
            forcedElsewhere.add(forced);
        }
    }

    /** How many outputs are not closed. */
    int openOutputs() {
        return openOutputs.size();
    }

    /** The other folders whose names were forced. */
    List<Path> forcedElsewhere() {
        return forcedElsewhere;
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private final class FaultyOutput implements Output {
        private final int number;
        private final Output output;

        FaultyOutput(int number, Output output) {
            this.number = number;
            this.output = output;
            openOutputs.add(this);
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            boolean fails = fails();
            int length = fails ? failureRandom.nextInt(bytes.remaining() + 1) : bytes.remaining();
            byte[] written = new byte[length];
            bytes.get(written);
            output.write(ByteBuffer.wrap(written), offset);
            if (length > 0) {
                journal.add(new StorageJournal.Operation.Write(number, offset, written));
            }
            if (fails) {
                throw failure();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            check();
            output.truncate(size);
            journal.add(new StorageJournal.Operation.Truncate(number, size, false));
        }

        @Override
        public void finish(long size) throws IOException {
            check();
            output.finish(size);
            journal.add(new StorageJournal.Operation.Truncate(number, size, true));
        }

        @Override
        public void force() throws IOException {
            check();
            journal.add(new StorageJournal.Operation.Force(number));
        }

        @Override
        public void close() throws IOException {
            openOutputs.remove(this);
            output.close();
        }
    }
}
