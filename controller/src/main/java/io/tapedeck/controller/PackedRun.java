package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a packed run says of itself: a run, or a part of one, in a file that can be copied elsewhere.
 *
 * @param run the run's identity
 * @param id its short id
 * @param pipeline the pipeline's name
 * @param original the short id of the run that it was made of, where values were redacted
 * @param redacted the fields that were redacted
 * @param tasks what is there of each task
 * @param files the files that are in it
 */
public record PackedRun(
        UUID run,
        String id,
        String pipeline,
        Optional<String> original,
        List<String> redacted,
        List<Part> tasks,
        List<Entry> files) {
    /** The version of the format. */
    static final int VERSION = 1;

    private static final String FORMAT = "tapedeck packed run";

    /** Copies the lists. */
    public PackedRun {
        redacted = List.copyOf(redacted);
        tasks = List.copyOf(tasks);
        files = List.copyOf(files);
    }

    /**
     * What is there of a task.
     *
     * @param task the task's number, from 1; 0 where the run has only one
     * @param first the ordinal of the first input; 0 where there is none
     * @param last that of the last
     * @param inputs how many there are
     * @param whole whether these are all that the task has
     */
    public record Part(int task, long first, long last, long inputs, boolean whole) {
        private MapValue toValue() {
            return MapValue.builder()
                    .put("task", Value.of(task))
                    .put("first", Value.of(first))
                    .put("last", Value.of(last))
                    .put("inputs", Value.of(inputs))
                    .put("whole", Value.of(whole))
                    .build();
        }

        private static Part ofValue(Value value) {
            return new Part(
                    Math.toIntExact(value.get("task").asLong()),
                    value.get("first").asLong(),
                    value.get("last").asLong(),
                    value.get("inputs").asLong(),
                    value.get("whole").asBoolean());
        }
    }

    /**
     * A file in it.
     *
     * @param name its path in the run's folder
     * @param bytes its length
     * @param sha256 its digest, hexadecimal
     */
    public record Entry(String name, long bytes, String sha256) {
        private MapValue toValue() {
            return MapValue.builder()
                    .put("name", Value.of(name))
                    .put("bytes", Value.of(bytes))
                    .put("sha256", Value.of(sha256))
                    .build();
        }

        private static Entry ofValue(Value value) {
            return new Entry(
                    value.get("name").asString(),
                    value.get("bytes").asLong(),
                    value.get("sha256").asString());
        }
    }

    /** The same with the files that are in it. */
    PackedRun with(List<Entry> entries) {
        return new PackedRun(run, id, pipeline, original, redacted, tasks, entries);
    }

    /** How many inputs it has. */
    public long inputs() {
        return tasks.stream().mapToLong(Part::inputs).sum();
    }

    /** The place of an input as people write it: {@code #123}, or {@code 2/#123} where the run has several tasks. */
    public String position(int task, long ordinal) {
        return new RunPosition.Ordinal(task, ordinal).toString();
    }

    /** Whether it has all inputs of the run. */
    public boolean isWhole() {
        return tasks.stream().allMatch(Part::whole);
    }

    /** The manifest, packed at a time. */
    MapValue toValue(Instant packed) {
        return MapValue.builder()
                .put("format", Value.of(FORMAT))
                .put("version", Value.of(VERSION))
                .put("about", Value.of("A run that Tapedeck recorded: ./tapedeck replay FILE replays it."))
                .put("packed", Value.of(packed.toString()))
                .put(
                        "packed_by",
                        Value.map(
                                "user",
                                Value.of(System.getProperty("user.name", "")),
                                "tapedeck",
                                Value.of(Fingerprint.TAPEDECK_VERSION)))
                .put("run", Value.of(run.toString()))
                .put("id", Value.of(id))
                .put("pipeline", Value.of(pipeline))
                .put("original", original.map(Value::of).orElse(Value.NULL))
                .put("redacted", Value.list(redacted.stream().map(Value::of).toList()))
                .put("tasks", Value.list(tasks.stream().map(Part::toValue).toList()))
                .put("files", Value.list(files.stream().map(Entry::toValue).toList()))
                .build();
    }

    /** Whether a value may be the manifest of a packed run, of any version. */
    static boolean isOne(Value value) {
        return value instanceof MapValue map && map.get("format").equals(Value.of(FORMAT));
    }

    /** The version that a manifest names. */
    static long version(Value manifest) {
        return manifest.get("version").asLong();
    }

    static PackedRun ofValue(Value manifest) {
        return new PackedRun(
                UUID.fromString(manifest.get("run").asString()),
                manifest.get("id").asString(),
                manifest.get("pipeline").asString(),
                Optional.of(manifest.get("original"))
                        .filter(value -> !value.isNull())
                        .map(Value::asString),
                manifest.get("redacted").asList().stream().map(Value::asString).toList(),
                manifest.get("tasks").asList().stream().map(Part::ofValue).toList(),
                manifest.get("files").asList().stream().map(Entry::ofValue).toList());
    }
}
