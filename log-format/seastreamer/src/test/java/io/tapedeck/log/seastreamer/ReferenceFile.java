package io.tapedeck.log.seastreamer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes a file the simple way, after spec/seastreamer.md and with none of the code under test: checksums bit by
 * bit, beacons made from all messages so far.
 */
final class ReferenceFile {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int interval;
    private final List<Sent> sent = new ArrayList<>();
    private int markersWritten;
    /** From which message on beacons tell, as after an append by SeaStreamer. */
    private int countedFrom;

    record Sent(String stream, long shard, long sequence, long time, byte[] payload) {}

    ReferenceFile(String name, long created, int interval) throws IOException {
        this.interval = interval;
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeBytes("Ss\1");
        shortString(data, name);
        data.writeLong(created);
        data.writeInt(interval);
        while (header.size() < 127) {
            data.writeByte(0);
        }
        data.writeByte(0x0D);
        splice(header.toByteArray());
    }

    void send(Sent message) throws IOException {
        sent.add(message);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(encoded);
        shortString(data, message.stream);
        data.writeLong(message.shard);
        data.writeLong(message.sequence);
        data.writeLong(message.time);
        data.writeInt(message.payload.length);
        data.write(message.payload);
        data.writeShort(crc(message.payload));
        data.writeByte(0x0D);
        splice(encoded.toByteArray());
    }

    void end(long time) throws IOException {
        send(new Sent("SEA_STREAMER_INTERNAL", 0, 0, time, "EOS".getBytes(StandardCharsets.US_ASCII)));
    }

    /** What SeaStreamer's own writer does when it opens a file again: its beacons forget what was before. */
    void forget() {
        countedFrom = sent.size();
        markersWritten = 0;
    }

    static int crc(byte[]... parts) {
        int crc = 0xFFFF;
        for (byte[] part : parts) {
            for (byte each : part) {
                for (int bit = 7; bit >= 0; bit--) {
                    boolean carry = (crc >> 15 & 1) != (each >> bit & 1);
                    crc = crc << 1 & 0xFFFF;
                    crc = carry ? crc ^ 0xC867 : crc;
                }
            }
        }
        return crc;
    }

    private void splice(byte[] message) throws IOException {
        for (int i = 0; i < message.length; i++) {
            bytes.write(message[i]);
            if (bytes.size() % interval == 0) {
                beacon(message.length - 1 - i);
            }
        }
    }

    private void beacon(int remaining) throws IOException {
        TreeMap<String, List<Sent>> shards = new TreeMap<>();
        for (Sent message : sent.subList(countedFrom, sent.size())) {
            String order = message.stream + "\0" + String.format("%020d", message.shard);
            shards.computeIfAbsent(order, ignored -> new ArrayList<>()).add(message);
        }
        List<List<Sent>> all = List.copyOf(shards.values());
        int count = Math.min(all.size(), Math.min(255, (interval - 7) / 282) / 2);
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeByte(0x0D);
        data.writeInt(remaining);
        data.writeByte(count);
        int start = count == 0 ? 0 : markersWritten % all.size();
        for (int i = 0; i < count; i++) {
            marker(data, all.get((start + i) % all.size()));
        }
        data.writeByte(0x0D);
        markersWritten += count;
    }

    private static void marker(DataOutputStream data, List<Sent> messages) throws IOException {
        shortString(data, messages.getFirst().stream);
        data.writeLong(messages.getFirst().shard);
        data.writeLong(messages.stream().mapToLong(Sent::sequence).max().orElseThrow());
        data.writeLong(messages.stream().mapToLong(Sent::time).max().orElseThrow());
        byte[][] checksums = messages.stream()
                .map(message -> crc(message.payload))
                .map(crc -> new byte[] {(byte) (crc >> 8), (byte) (int) crc})
                .toArray(byte[][]::new);
        data.writeShort(crc(checksums));
    }

    private static void shortString(DataOutputStream data, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        data.writeByte(utf8.length);
        data.write(utf8);
    }
}
