package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Makes the bytes of a file, one message after the other, as SeaStreamer's own writer makes them, and knows where
 * the beacons fall. Not for several threads; after an {@link IOException} of the target it must not be used again.
 */
public final class SeaStreamerEncoder {
    private final SeaStreamerHeader header;
    private final int markersMax;
    private final TreeMap<StreamShard, ShardState> shards = new TreeMap<>();
    private long offset;
    /** 32 bits, as SeaStreamer counts. */
    private int markersWritten;

    /** At the start of a file. */
    public SeaStreamerEncoder(SeaStreamerHeader header) {
        this.header = header;
        markersMax = Layout.markersMax(header.intervalBytes());
    }

    /**
     * Behind the last message of a file, without its end-of-stream mark and what may be torn behind it: what comes
     * next is to be written at {@link #offset}. Reads the whole file.
     *
     * @param reader at the file's start
     * @throws SeaStreamerException where the file is damaged
     */
    public static SeaStreamerEncoder resume(SeaStreamerReader reader) throws IOException {
        return resume(reader, Long.MAX_VALUE);
    }

    /**
     * As {@link #resume(SeaStreamerReader)}, but reads no message that begins at {@code untilOffset} or behind it.
     */
    public static SeaStreamerEncoder resume(SeaStreamerReader reader, long untilOffset) throws IOException {
        SeaStreamerEncoder encoder = new SeaStreamerEncoder(reader.header());
        encoder.passTo(Layout.HEADER_BYTES, reader);
        while (encoder.offset < untilOffset && reader.next()) {
            SeaStreamerMessage message = reader.message();
            encoder.merge(
                    new StreamShard(message.stream(), message.shard()),
                    message.sequence(),
                    message.timeMillis(),
                    reader.checksum());
            reader.beacons().stream()
                    .filter(beacon -> beacon.offset() > message.offset())
                    .forEach(encoder::count);
            encoder.passTo(message.endOffset(), reader);
        }
        return encoder;
    }

    /** Where the next byte belongs. */
    public long offset() {
        return offset;
    }

    /** The greatest sequence of a shard so far; empty where it has no message. */
    public OptionalLong sequence(StreamKey stream, long shard) {
        ShardState state = shards.get(new StreamShard(stream, shard));
        return state == null ? OptionalLong.empty() : OptionalLong.of(state.sequence());
    }

    /** Writes the header. */
    public void writeHead(OutputStream out) throws IOException {
        out.write(header.toBytes());
        offset = Layout.HEADER_BYTES;
        if (offset == header.intervalBytes()) {
            writeBeacon(out, 0);
        }
    }

    /**
     * Writes a message, and the beacons that fall into it or behind it.
     *
     * @param shard from 0
     * @param sequence from 0
     * @param timeMillis milliseconds since 1970, not before
     * @throws IllegalArgumentException where a file cannot hold this; nothing was written then
     */
    public void write(OutputStream out, StreamKey stream, long shard, long sequence, long timeMillis, Bytes payload)
            throws IOException {
        check(stream, shard, sequence, payload);
        Layout.checkTime(timeMillis);
        writeChecked(out, new StreamShard(stream, shard), sequence, timeMillis, payload);
    }

    /**
     * Writes the end-of-stream mark. To SeaStreamer it is a message like any other, so beacons count it.
     *
     * @param timeMillis when, in milliseconds since 1970
     */
    public void writeEnd(OutputStream out, long timeMillis) throws IOException {
        Layout.checkTime(timeMillis);
        writeChecked(out, new StreamShard(Layout.INTERNAL, 0), 0, timeMillis, Layout.END_OF_STREAM);
    }

    private static void check(StreamKey stream, long shard, long sequence, Bytes payload) {
        if (stream.equals(Layout.INTERNAL)) {
            throw new IllegalArgumentException(
                    "a stream cannot be called " + stream + ": SeaStreamer's own messages are");
        }
        if (shard < 0 || sequence < 0) {
            throw new IllegalArgumentException("shard " + shard + " and sequence " + sequence
                    + ": a SeaStreamer file holds no negative numbers, they would be read as huge ones");
        }
        if (payload.length() > Layout.PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("a payload of " + payload.length() + " bytes; at most "
                    + Layout.PAYLOAD_BYTES_MAX + " are written to a SeaStreamer file");
        }
    }

    private void writeChecked(OutputStream out, StreamShard shard, long sequence, long timeMillis, Bytes payload)
            throws IOException {
        if (isAtBeacon()) {
            writeBeacon(out, 0);
        }
        byte[] name = shard.stream().name().getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[Layout.MESSAGE_OVERHEAD_BYTES + name.length + payload.length()];
        int payloadOffset = message.length - Layout.MESSAGE_END_BYTES - payload.length();
        payload.copyTo(message, payloadOffset);
        int checksum = Crc16.of(message, payloadOffset, payload.length());
        ByteBuffer.wrap(message)
                .put((byte) name.length)
                .put(name)
                .putLong(shard.shard())
                .putLong(sequence)
                .putLong(timeMillis)
                .putInt(payload.length())
                .position(payloadOffset + payload.length())
                .putShort((short) checksum)
                .put(Layout.MARK);
        merge(shard, sequence, timeMillis, checksum);
        writeSpliced(out, message);
    }

    private void merge(StreamShard shard, long sequence, long timeMillis, int checksum) {
        shards.compute(
                shard,
                (ignored, state) -> state == null
                        ? ShardState.first(sequence, timeMillis, checksum)
                        : state.after(sequence, timeMillis, checksum));
    }

    /** A beacon is written as soon as its place is reached, so behind a message that ends there. */
    private void writeSpliced(OutputStream out, byte[] message) throws IOException {
        int written = 0;
        while (written < message.length) {
            long room = header.intervalBytes() - offset % header.intervalBytes();
            int length = (int) Math.min(room, message.length - written);
            out.write(message, written, length);
            written += length;
            offset += length;
            if (isAtBeacon()) {
                writeBeacon(out, message.length - written);
            }
        }
    }

    private boolean isAtBeacon() {
        return offset % header.intervalBytes() == 0;
    }

    private void writeBeacon(OutputStream out, int remainingBytes) throws IOException {
        List<Map.Entry<StreamShard, ShardState>> marked = marked();
        int size = Layout.BEACON_OVERHEAD_BYTES;
        for (Map.Entry<StreamShard, ShardState> entry : marked) {
            size += Layout.MARKER_OVERHEAD_BYTES
                    + entry.getKey().stream().name().length();
        }
        ByteBuffer beacon = ByteBuffer.allocate(size);
        beacon.put(Layout.MARK).putInt(remainingBytes).put((byte) marked.size());
        for (Map.Entry<StreamShard, ShardState> entry : marked) {
            putMarker(beacon, entry.getKey(), entry.getValue());
        }
        out.write(beacon.put(Layout.MARK).array());
        offset += size;
        markersWritten += marked.size();
    }

    private static void putMarker(ByteBuffer beacon, StreamShard shard, ShardState state) {
        byte[] name = shard.stream().name().getBytes(StandardCharsets.UTF_8);
        beacon.put((byte) name.length)
                .put(name)
                .putLong(shard.shard())
                .putLong(state.sequence())
                .putLong(state.timeMillis())
                .putShort((short) state.runningChecksum());
    }

    /** The shards whose turn it is: in their order, from where the markers so far lead, around the end. */
    private List<Map.Entry<StreamShard, ShardState>> marked() {
        int count = Math.min(shards.size(), markersMax);
        List<Map.Entry<StreamShard, ShardState>> marked = new ArrayList<>(count);
        if (count == 0) {
            return marked;
        }
        shards.entrySet().stream()
                .skip(Integer.remainderUnsigned(markersWritten, shards.size()))
                .limit(count)
                .forEach(marked::add);
        shards.entrySet().stream().limit(count - marked.size()).forEach(marked::add);
        return marked;
    }

    /** To where a message ends, and behind the beacon that may stand there. */
    private void passTo(long endOffset, SeaStreamerReader reader) throws IOException {
        offset = endOffset;
        reader.beaconAt(endOffset).ifPresent(beacon -> {
            count(beacon);
            offset = beacon.endOffset();
        });
    }

    private void count(Beacon beacon) {
        markersWritten += beacon.markers().size();
    }
}
