package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.Sha256;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a run's folder into a file, with a manifest at the end: see spec/packed-run.md. */
final class PackedRunWriter {
    static final String MANIFEST = "tapedeck.json";

    private static final int BUFFER_BYTES = 256 * 1024;

    private final LogProgress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<PackedRun.Entry> entries = new ArrayList<>();
    private long bytesDone;
    private long bytesTotal;

    PackedRunWriter(LogProgress progress) {
        this.progress = progress;
    }

    /**
     * A file of the run's folder.
     *
     * @param name its path there, with {@code /}
     * @param file where it is
     * @param bytes its length
     */
    record Content(String name, Path file, long bytes) {}

    /** The files of the logs of some tasks of a run. */
    static List<Content> contents(RunFolder run, List<RunFolder> tasks) throws IOException {
        List<Content> contents = new ArrayList<>();
        for (RunFolder task : tasks) {
            for (Path file : task.segments()) {
                String name = run.path().relativize(file).toString().replace('\\', '/');
                contents.add(new Content(name, file, Files.size(file)));
            }
        }
        return contents;
    }

    /** Writes it, and forces it to the device. Returns the manifest. */
    PackedRun write(Path target, PackedRun run, List<Content> contents) throws IOException {
        bytesTotal = contents.stream().mapToLong(Content::bytes).sum();
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ZipOutputStream zip =
                    new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
            zip.setLevel(Deflater.BEST_SPEED);
            for (Content content : contents) {
                write(zip, content);
            }
            PackedRun whole = run.with(entries);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(json(whole).toByteArray());
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
            return whole;
        }
    }

    private void write(ZipOutputStream zip, Content content) throws IOException {
        MessageDigest sha256 = Sha256.start();
        zip.putNextEntry(new ZipEntry(content.name()));
        try (InputStream in = Files.newInputStream(content.file())) {
            copy(in, content, zip, sha256);
        }
        zip.closeEntry();
        entries.add(new PackedRun.Entry(
                content.name(), content.bytes(), HexFormat.of().formatHex(sha256.digest())));
    }

    private void copy(InputStream in, Content content, OutputStream out, MessageDigest sha256) throws IOException {
        long left = content.bytes();
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(content.file() + " became shorter while it was packed");
            }
            out.write(buffer, 0, read);
            sha256.update(buffer, 0, read);
            left -= read;
            bytesDone += read;
            progress.report(bytesDone, bytesTotal);
        }
    }

    private static Bytes json(PackedRun run) {
        try {
            return new JsonCodec().encode(run.toValue(Instant.now()));
        } catch (EncodingException e) {
            throw new AssertionError("JSON can hold a manifest", e);
        }
    }
}
