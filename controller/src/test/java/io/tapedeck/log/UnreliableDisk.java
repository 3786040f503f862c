package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A disk on which forcing fails when it is told to, and whose power can fail. It writes to the real one, and keeps
 * account of what the device has: of each file what was forced.
 *
 * <p>A forcing that fails loses what it was to force: the system takes it for written, goes on to show it, and does
 * not write it again when the file is forced once more, as Linux does. Names, and that files are cut, are on the device
 * at once.
 */
public final class UnreliableDisk implements LogStorage {
    /** What the system says of a device that fails. */
    public static final String FAILURE = "Input/output error";

    private final LogStorage disk = DiskStorage.INSTANCE;
    private final Map<Path, Image> images = new HashMap<>();
    private int forcings;
    private int failAt = Integer.MAX_VALUE;
    private Runnable whileForcing = () -> {};

    /** What of a file is on the device, and what was written since. */
    private static final class Image {
        private byte[] forced = new byte[0];
        private final List<Written> waiting = new ArrayList<>();

        private record Written(long offset, byte[] bytes) {}

        private void force() {
            for (Written written : waiting) {
                int end = Math.toIntExact(written.offset + written.bytes.length);
                forced = forced.length < end ? Arrays.copyOf(forced, end) : forced;
                System.arraycopy(written.bytes, 0, forced, (int) written.offset, written.bytes.length);
            }
            waiting.clear();
        }

        private void cut(long size) {
            forced = Arrays.copyOf(forced, (int) Math.min(forced.length, size));
            waiting.replaceAll(written -> written.offset + written.bytes.length <= size
                    ? written
                    : new Written(Math.min(written.offset, size), Arrays.copyOf(written.bytes, (int)
                            Math.max(0, size - written.offset))));
        }
    }

    /** Begins a run's log on this disk. */
    public LogWriter create(Path folder, UUID run, LogSettings settings) throws IOException {
        return LogWriter.create(folder, LogUse.RUN, run, settings, machine());
    }

    /** Goes on with a run's log on this disk. */
    public LogWriter resume(Path folder, LogRecord.RunRecord runStart, LogSettings settings) throws IOException {
        return LogWriter.resume(folder, Optional.of(runStart), settings, machine());
    }

    private Machine machine() {
        return new Machine(this, () -> 0);
    }

    /** How often something was forced. */
    public int forcings() {
        return forcings;
    }

    /** Fails at the forcing behind so many more. */
    public void failAfter(int more) {
        failAt = forcings + more;
    }

    /** From now on forcing a file takes as long as {@code action}. */
    public void whileForcing(Runnable action) {
        whileForcing = action;
    }

    /** The power fails and comes back: files are as the device has them. */
    public void losePower() throws IOException {
        for (Map.Entry<Path, Image> file : images.entrySet()) {
            file.getValue().waiting.clear();
            Files.write(file.getKey(), file.getValue().forced);
        }
    }

    private boolean forcingFails() {
        return forcings++ == failAt;
    }

    @Override
    public Output create(Path file) throws IOException {
        images.put(file, new Image());
        return new UnreliableOutput(images.get(file), disk.create(file));
    }

    @Override
    public Output open(Path file) throws IOException {
        return new UnreliableOutput(images.get(file), disk.open(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
        images.put(to, images.remove(from));
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
        images.remove(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (forcingFails()) {
            throw new IOException(FAILURE);
        }
    }

    private final class UnreliableOutput implements Output {
        private final Image image;
        private final Output output;

        private UnreliableOutput(Image image, Output output) {
            this.image = image;
            this.output = output;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            byte[] written = new byte[bytes.remaining()];
            bytes.get(written);
            output.write(ByteBuffer.wrap(written), offset);
            image.waiting.add(new Image.Written(offset, written));
        }

        @Override
        public void truncate(long size) throws IOException {
            output.truncate(size);
            image.cut(size);
        }

        @Override
        public void force() throws IOException {
            whileForcing.run();
            if (forcingFails()) {
                image.waiting.clear();
                throw new IOException(FAILURE);
            }
            image.force();
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
