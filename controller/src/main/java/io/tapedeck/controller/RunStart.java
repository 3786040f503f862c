package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The first record of a run log: what runs, with which code, seed and environment.
 *
 * @param run the run's identity
 * @param id its short id
 * @param pipeline the pipeline's name
 * @param task the task, from 0
 * @param tasks how many tasks the run has
 * @param started when it was started
 * @param seed the root of all that is random
 * @param from the source's URL
 * @param to the sink's URL
 * @param code the code of the steps, in order
 * @param fingerprint what it runs on
 * @param source how the source is read again, where the log withholds inputs
 * @param parent the run that this one was made of, where it was
 * @param excerpt where its log begins, if that is not with the run
 */
public record RunStart(
        UUID run,
        String id,
        String pipeline,
        int task,
        int tasks,
        Instant started,
        long seed,
        String from,
        String to,
        List<ProcessorCode> code,
        MapValue fingerprint,
        Optional<SourceReference> source,
        Optional<RunParent> parent,
        Optional<Excerpt> excerpt) {
    /** Copies the code. */
    public RunStart {
        code = List.copyOf(code);
    }

    /** The same with the code in force later. */
    RunStart withCode(List<ProcessorCode> other) {
        return withCode(other, fingerprint);
    }

    /** The same with other code, on what runs now. */
    RunStart withCode(List<ProcessorCode> other, MapValue here) {
        return new RunStart(
                run, id, pipeline, task, tasks, started, seed, from, to, other, here, source, parent, excerpt);
    }

    /** The ids of the steps, in order. */
    public List<String> steps() {
        return code.stream().map(ProcessorCode::step).toList();
    }

    /** Refuses a step that the run does not have, by an {@link IllegalArgumentException} with a sentence. */
    void checkHasStep(String named) {
        if (!steps().contains(named)) {
            throw new IllegalArgumentException(
                    "the run has no step \"" + named + "\"; it has " + String.join(", ", steps()));
        }
    }

    /** What the log keeps of the inputs. */
    public Recording recording() {
        return source.isPresent() ? Recording.RANGES : Recording.FULL;
    }

    /** The same for another of the run's tasks. */
    RunStart ofTask(int other) {
        return new RunStart(
                run, id, pipeline, other, tasks, started, seed, from, to, code, fingerprint, source, parent, excerpt);
    }

    /** The same as the start of a run that is made of this one, so that code sees the same. */
    RunStart child(UUID child, RunParent of) {
        return child(child, of, from, to);
    }

    /** The same with other URLs of the source and the sink. */
    RunStart child(UUID child, RunParent of, String source, String sink) {
        return new RunStart(
                child,
                shortId(child),
                pipeline,
                task,
                tasks,
                started,
                seed,
                source,
                sink,
                code,
                fingerprint,
                this.source,
                Optional.of(of),
                excerpt);
    }

    /** The same with a log that begins later, and holds all of its inputs whole. */
    RunStart as(Optional<Excerpt> beginning) {
        return new RunStart(
                run,
                id,
                pipeline,
                task,
                tasks,
                started,
                seed,
                from,
                to,
                code,
                fingerprint,
                Optional.empty(),
                parent,
                beginning);
    }

    /** The short id of a run. */
    static String shortId(UUID run) {
        return run.toString().substring(0, 8);
    }

    /** When the run was made: what code sees as its start may be an earlier run's. */
    public Instant made() {
        return parent.map(RunParent::made).orElse(started);
    }

    /** What its effects are bound to: the run, or one that it continues. */
    UUID lineage() {
        return parent.map(RunParent::lineage).orElse(run);
    }

    /** Whether it goes on from an earlier place of its parent. */
    boolean isRewound() {
        return parent.filter(from -> from.kind() == RunParent.Kind.REWOUND).isPresent();
    }

    /** Whether inputs may be missing between others, because they were left out. */
    boolean hasGaps() {
        return parent.filter(from -> from.kind() != RunParent.Kind.REWOUND).isPresent();
    }

    /** Whether a gap in a log stands for inputs that were left out; one that a repair made, in a log of its own, is a loss. */
    boolean leavesOutIn(UUID log) {
        return hasGaps() && log.equals(logId());
    }

    /** Whether the pipeline can go on with it: not with some inputs of a run, or with what is made to be looked at. */
    boolean goesOn() {
        return excerpt.isEmpty() && !hasGaps();
    }

    /** The identity of the task's log: the run's for the first task, and one beside it for each other. */
    UUID logId() {
        return new UUID(run.getMostSignificantBits(), run.getLeastSignificantBits() + task);
    }

    /** The task's number for people, from 1; 0 where the run has no other task. */
    public int taskNumber() {
        return tasks == 1 ? 0 : task + 1;
    }

    /** The place of an input as people write it: {@code #123}, or {@code 2/#123} where the run has several tasks. */
    public String position(long ordinal) {
        return new RunPosition.Ordinal(taskNumber(), ordinal).toString();
    }

    /** The clock that code sees while it is loaded: nanoseconds since 1970. */
    long startNanos() {
        return Times.nanos(started);
    }

    /** The zone and locale that code sees; empty where this JDK has no such zone or locale. */
    Optional<Locality> locality() {
        return Fingerprint.locality(fingerprint);
    }

    RunRecord toRecord() {
        MapValue.Builder content = MapValue.builder()
                .put("run", Value.of(run.toString()))
                .put("id", Value.of(id))
                .put("pipeline", Value.of(pipeline))
                .put("task", Value.of(task));
        if (tasks > 1) {
            content.put("tasks", Value.of(tasks));
        }
        content.put("started", Value.of(started))
                .put("seed", Value.of(seed))
                .put("from", Value.of(from))
                .put("to", Value.of(to));
        source.ifPresent(told -> content.put("source", told.toValue()));
        content.put("code", Value.list(code.stream().map(CodeValues::toValue).toList()))
                .put("fingerprint", fingerprint);
        parent.ifPresent(of -> content.put("parent", of.toValue()));
        excerpt.ifPresent(of -> content.put("excerpt", of.toValue()));
        return new RunRecord(RunRecord.Kind.RUN_START, content.build());
    }

    static RunStart ofRecord(RunRecord record) {
        MapValue content = record.content();
        return new RunStart(
                UUID.fromString(content.get("run").asString()),
                content.get("id").asString(),
                content.get("pipeline").asString(),
                (int) content.get("task").asLong(),
                content.has("tasks") ? (int) content.get("tasks").asLong() : 1,
                content.get("started").asTime(),
                content.get("seed").asLong(),
                content.get("from").asString(),
                content.get("to").asString(),
                content.get("code").asList().stream().map(CodeValues::ofValue).toList(),
                content.get("fingerprint").asMap(),
                content.has("source") ? Optional.of(SourceReference.ofValue(content.get("source"))) : Optional.empty(),
                content.has("parent") ? Optional.of(RunParent.ofValue(content.get("parent"))) : Optional.empty(),
                content.has("excerpt") ? Optional.of(Excerpt.ofValue(content.get("excerpt"))) : Optional.empty());
    }
}
