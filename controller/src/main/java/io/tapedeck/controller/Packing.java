package io.tapedeck.controller;

import io.tapedeck.log.LogProgress;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Makes of a run a file that can be copied to another machine: see spec/packed-run.md. */
final class Packing {
    private final RunFolder run;
    private final PackOptions options;
    private final Extensions extensions;
    private final RunListener listener;
    private final LogProgress progress;

    Packing(RunFolder run, PackOptions options, Extensions extensions, RunListener listener, LogProgress progress) {
        this.run = run;
        this.options = options;
        this.extensions = extensions;
        this.listener = listener;
        this.progress = progress;
    }

    /**
     * Packs it.
     *
     * @param target the file, which must not exist
     * @param made a folder that does not exist, for the logs that have to be made
     */
    Packed pack(Path target, Path made) throws IOException, StepLoadException, DivergenceException {
        RunStart start = run.start();
        List<Stretch> parts = Stretch.between(run, options.from(), options.to());
        if (!options.redacted().isEmpty()) {
            return redacted(
                    target,
                    new RunFolder(made),
                    start,
                    parts.stream().filter(part -> part.first() > 0).toList());
        }
        if (start.recording() == Recording.FULL && parts.stream().allMatch(part -> part.isWhole() && !part.live())) {
            return Packed.asRecorded(write(target, run, start, Optional.empty(), parts));
        }
        RunFolder copy = new RunFolder(made);
        List<Stretch> there = new ArrayList<>();
        for (Stretch part : parts) {
            new Excerpting(part, extensions, listener).copyTo(of(copy, part));
            there.add(part.upTo(of(copy, part).lastOrdinal()));
        }
        return Packed.asRecorded(write(target, copy, start, Optional.empty(), there));
    }

    private static RunFolder of(RunFolder folder, Stretch part) {
        return folder.ofTask(part.start().task(), part.start().tasks());
    }

    private PackedRun write(
            Path target, RunFolder folder, RunStart start, Optional<String> original, List<Stretch> parts)
            throws IOException {
        List<PackedRunWriter.Content> contents = PackedRunWriter.contents(
                folder, parts.stream().map(part -> of(folder, part)).toList());
        List<PackedRun.Part> tasks = new ArrayList<>();
        for (Stretch part : parts) {
            tasks.add(part.toPart());
        }
        PackedRun packed = new PackedRun(
                start.run(), start.id(), start.pipeline(), original, options.redacted(), tasks, List.of());
        return new PackedRunWriter(progress).write(target, packed, contents);
    }

    private Packed redacted(Path target, RunFolder made, RunStart of, List<Stretch> parts)
            throws IOException, StepLoadException {
        if (of.excerpt().isPresent()) {
            throw new IOException("this is a part of run " + of.id() + ", with a state that was made of real values,"
                    + " and all that made it would have to be fed again: redact the whole run");
        }
        Redaction redaction = new Redaction(options.redacted());
        List<Redacting> redactings = parts.stream()
                .map(part -> new Redacting(part, redaction, extensions, listener))
                .toList();
        for (Redacting redacting : redactings) {
            redacting.learn();
        }
        if (!redaction.unknown().isEmpty()) {
            throw new IOException("no input of the run, and no answer of a service, has a field "
                    + String.join(", ", redaction.unknown()) + "; nothing was packed");
        }
        UUID identity = UUID.randomUUID();
        List<Stretch> there = new ArrayList<>();
        Optional<Redacting.Ending> telling = Optional.empty();
        for (int i = 0; i < parts.size(); i++) {
            Stretch part = parts.get(i);
            RunFolder folder = of(made, part);
            Redacting.Ending ending = redactings.get(i).make(start(part, identity, redaction), folder);
            there.add(part.upTo(folder.lastOrdinal()));
            telling = telling.filter(before -> !before.isSame()).or(() -> Optional.of(ending));
        }
        PackedRun packed = write(target, made, made.start(), Optional.of(of.id()), there);
        Redacting.Ending ending = telling.orElseThrow();
        return new Packed(packed, ending.after(), ending.before(), ending.isSame(), left(redaction, parts, redactings));
    }

    private static RunStart start(Stretch part, UUID identity, Redaction redaction) {
        RunStart of = part.start();
        RunParent parent =
                new RunParent(RunParent.Kind.REDACTED, of.run(), of.id(), part.last(), Instant.now(), identity);
        return of.child(identity, parent, redaction.text(of.from()), redaction.text(of.to()));
    }

    /** The redacted values that stand in the code, or in names of streams. */
    private static List<String> left(Redaction redaction, List<Stretch> parts, List<Redacting> redactings)
            throws IOException {
        Set<String> left = new TreeSet<>();
        for (Stretch part : parts) {
            for (ProcessorCode code : CodeValues.inForce(part.task())) {
                code.files()
                        .forEach(file -> left.addAll(redaction.in(file.content().toUtf8())));
            }
        }
        redactings.forEach(redacting -> redacting.streams().forEach(name -> left.addAll(redaction.in(name))));
        return List.copyOf(left);
    }
}
