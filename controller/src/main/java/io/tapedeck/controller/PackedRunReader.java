package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.Sha256;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueTypeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Reads a packed run, trusting nothing of it that was not checked: see spec/packed-run.md. */
public final class PackedRunReader {
    private static final byte[] BEGINNING = {'P', 'K', 3, 4};
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,5}/)?log/[0-9]{6,9}\\.tape");
    private static final int MANIFEST_BYTES_MAX = 16 << 20;
    private static final int BUFFER_BYTES = 256 * 1024;

    /** Deflate makes nothing smaller than by this. */
    private static final long DEFLATE_RATIO_MAX = 1_032;

    private final Path file;
    private final LogProgress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytesDone;
    private long bytesTotal;

    /** A reader of a file, which is only read. */
    public PackedRunReader(Path file, LogProgress progress) {
        this.file = file;
        this.progress = progress;
    }

    /** Whether a file may be a packed run, by how it begins. */
    public static boolean isOne(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
        }
    }

    /**
     * Unpacks it whole.
     *
     * @param folder an empty folder, which becomes the run's
     * @throws DataLossException where it is damaged
     * @throws IOException where it is no packed run, or one that is refused, with a sentence
     */
    public PackedRun unpack(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            checkNames(zip);
            PackedRun run = manifest(zip);
            check(run, folder);
            for (PackedRun.Entry entry : run.files()) {
                unpack(zip, entry, folder);
            }
            return run;
        } catch (ZipException e) {
            throw damaged("its table of contents, at its end, "
                    + (isCutShort(e)
                            ? "is missing: it was cut short"
                            : "does not fit the rest (" + e.getMessage() + ")"));
        }
    }

    private static boolean isCutShort(ZipException e) {
        return String.valueOf(e.getMessage()).contains("END header");
    }

    private DataLossException damaged(String how) {
        return new DataLossException(
                file + " is damaged: " + how
                        + ". Have it copied again; ./tapedeck log verify tells what is intact, ./tapedeck log repair saves that");
    }

    private PackedRun manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(PackedRunWriter.MANIFEST);
        if (entry == null) {
            throw new IOException(file + " is a ZIP file, but no packed run: it has no " + PackedRunWriter.MANIFEST);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MANIFEST_BYTES_MAX);
            Value manifest = new JsonCodec().decode(Bytes.wrap(bytes));
            if (!PackedRun.isOne(manifest)) {
                throw new IOException(file + " is no packed run, by its " + PackedRunWriter.MANIFEST);
            }
            if (PackedRun.version(manifest) > PackedRun.VERSION) {
                throw new IOException(file + " is a packed run of version " + PackedRun.version(manifest)
                        + "; this Tapedeck reads those of version " + PackedRun.VERSION + ", a newer one reads it");
            }
            return PackedRun.ofValue(manifest);
        } catch (EncodingException | ZipException e) {
            throw damaged(PackedRunWriter.MANIFEST + ": " + e.getMessage());
        } catch (ValueTypeException | ArithmeticException | IllegalArgumentException e) {
            throw refused(PackedRunWriter.MANIFEST + " is not as it has to be: " + e.getMessage());
        }
    }

    /** Refuses what would not stay in its folder, and what no file of this length can hold. */
    private void check(PackedRun run, Path folder) throws IOException {
        bytesTotal = 0;
        long bytesMax = Files.size(file) * DEFLATE_RATIO_MAX;
        Set<String> names = new HashSet<>();
        for (PackedRun.Entry entry : run.files()) {
            if (!NAME.matcher(entry.name()).matches()) {
                throw refused("it names \"" + entry.name() + "\", which is no file of a run's log");
            }
            if (!names.add(entry.name())) {
                throw refused("it names " + entry.name() + " twice");
            }
            bytesTotal += entry.bytes();
            if (entry.bytes() < 0 || entry.bytes() > bytesMax || bytesTotal > bytesMax) {
                throw refused("no file of its length can hold as much as it speaks of");
            }
        }
        if (names.isEmpty()) {
            throw refused("it names no file");
        }
        checkRoom(folder);
    }

    private IOException refused(String why) {
        return new IOException(file + " is refused: " + why);
    }

    /** What has such names was made to harm, even if they are not unpacked. */
    private void checkNames(ZipFile zip) throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
                throw refused("it has an entry \"" + name + "\", which is outside of its folder");
            }
        }
    }

    private void checkRoom(Path folder) throws IOException {
        long room = Files.getFileStore(folder).getUsableSpace();
        if (bytesTotal > room) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s needs %,d bytes of room to be unpacked, and there are %,d in %s;"
                            + " TAPEDECK_JAVA_OPTS=-Djava.io.tmpdir=DIR takes another folder",
                    file,
                    bytesTotal,
                    room,
                    folder.getParent()));
        }
    }

    private void unpack(ZipFile zip, PackedRun.Entry entry, Path folder) throws IOException {
        ZipEntry packed = zip.getEntry(entry.name());
        if (packed == null) {
            throw damaged(entry.name() + " is not there");
        }
        MessageDigest sha256 = Sha256.start();
        long length;
        try (InputStream in = zip.getInputStream(packed);
                OutputStream out = Files.newOutputStream(made(folder, entry.name()))) {
            length = copy(in, out, entry.bytes() + 1, sha256);
        } catch (ZipException | EOFException e) {
            throw damaged(entry.name() + " cannot be unpacked (" + e.getMessage() + ")");
        }
        if (length != entry.bytes()
                || !HexFormat.of().formatHex(sha256.digest()).equals(entry.sha256())) {
            throw damaged(entry.name() + " is not what was packed, by its SHA-256");
        }
    }

    private static Path made(Path folder, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.resolveSibling(""));
        return target;
    }

    /** Copies at most so many bytes; returns how many. */
    private long copy(InputStream in, OutputStream out, long bytesMax, MessageDigest sha256) throws IOException {
        long length = 0;
        while (length < bytesMax) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, bytesMax - length));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            sha256.update(buffer, 0, read);
            length += read;
            bytesDone += read;
            progress.report(bytesDone, bytesTotal);
        }
        return length;
    }

    /**
     * What could be unpacked.
     *
     * @param run what the file says of itself; empty where that is lost
     * @param problem what is wrong with it; empty where nothing is
     */
    public record Salvaged(Optional<PackedRun> run, Optional<IOException> problem) {}

    /**
     * Unpacks what can be unpacked though the file be damaged or cut short: the logs tell themselves what is lost.
     *
     * @param folder an empty folder, which becomes the run's
     */
    public Salvaged salvage(Path folder) throws IOException {
        bytesTotal = Math.min(
                Files.size(file) * DEFLATE_RATIO_MAX, Files.getFileStore(folder).getUsableSpace());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            checkNames(zip);
            PackedRun run = manifest(zip);
            check(run, folder);
            Optional<IOException> problem = Optional.empty();
            for (PackedRun.Entry entry : run.files()) {
                try {
                    unpack(zip, entry, folder);
                } catch (DataLossException e) {
                    problem = problem.or(() -> Optional.of(e));
                }
            }
            return new Salvaged(Optional.of(run), problem);
        } catch (ZipException | DataLossException e) {
            salvageInOrder(folder);
            return new Salvaged(
                    Optional.empty(), Optional.of(damaged("it was cut short, or its table of contents is not whole")));
        }
    }

    /** Goes from entry to entry as they stand in the file, up to where that cannot go on. */
    private void salvageInOrder(Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (NAME.matcher(entry.getName()).matches() && !Files.exists(folder.resolve(entry.getName()))) {
                    try (OutputStream out = Files.newOutputStream(made(folder, entry.getName()))) {
                        copy(zip, out, bytesTotal - bytesDone, Sha256.start());
                    }
                }
            }
        } catch (ZipException | EOFException e) {
            // This is where it cannot go on; what was copied before is there.
        }
    }
}
