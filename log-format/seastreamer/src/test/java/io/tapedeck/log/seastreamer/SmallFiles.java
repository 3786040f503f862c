package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Files for tests, and what is read of them. */
final class SmallFiles {
    static final long TIME = 1_700_000_000_000L;

    private SmallFiles() {}

    /** What was read, damage passed over. */
    record Reading(
            List<SeaStreamerMessage> messages,
            List<SeaStreamerDamage> damages,
            boolean ended,
            List<SeaStreamerDamage> tears) {}

    static Reading read(Path file) throws IOException {
        List<SeaStreamerMessage> messages = new ArrayList<>();
        List<SeaStreamerDamage> damages = new ArrayList<>();
        try (SeaStreamerReader reader = SeaStreamerReader.open(file)) {
            boolean goesOn = true;
            while (goesOn) {
                try {
                    goesOn = reader.next();
                    if (goesOn) {
                        messages.add(reader.message());
                    }
                } catch (SeaStreamerException.Damaged e) {
                    damages.add(e.damage());
                }
            }
            return new Reading(
                    messages, damages, reader.ended(), reader.tear().stream().toList());
        }
    }

    /** Messages of some streams with two shards each, numbered from 1 in each shard. */
    static List<ReferenceFile.Sent> messages(SplittableRandom random, int count, int streams, int payloadMax) {
        long[] sequences = new long[streams * 2];
        List<ReferenceFile.Sent> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int shard = random.nextInt(sequences.length);
            byte[] payload = new byte[random.nextInt(payloadMax + 1)];
            random.nextBytes(payload);
            messages.add(new ReferenceFile.Sent(
                    "s." + shard / 2, shard % 2, ++sequences[shard], TIME + 10L * i - random.nextInt(20), payload));
        }
        return messages;
    }

    static void append(SeaStreamerWriter writer, ReferenceFile.Sent message) throws IOException {
        writer.append(
                new StreamKey(message.stream()),
                message.shard(),
                message.sequence(),
                message.time(),
                Bytes.wrap(message.payload()));
    }

    static ReferenceFile.Sent sent(SeaStreamerMessage message) {
        return new ReferenceFile.Sent(
                message.stream().name(),
                message.shard(),
                message.sequence(),
                message.timeMillis(),
                message.payload().toByteArray());
    }

    /** Without payloads as arrays, so that they can be compared. */
    static List<String> texts(List<ReferenceFile.Sent> messages) {
        return messages.stream()
                .map(message -> message.stream() + "/" + message.shard() + "@" + message.sequence() + " "
                        + message.time() + " " + Bytes.wrap(message.payload()).hashCode() + " "
                        + message.payload().length)
                .toList();
    }

    static List<String> textsRead(List<SeaStreamerMessage> messages) {
        return texts(messages.stream().map(SmallFiles::sent).toList());
    }

    static Path write(Path folder, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.ss"), bytes);
    }
}
