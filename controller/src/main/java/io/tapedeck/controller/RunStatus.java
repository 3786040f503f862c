package io.tapedeck.controller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells from its log how a run stands. */
final class RunStatus {
    private RunStatus() {}

    static RunDetails of(RunStore.Run run, RunStore store) throws IOException {
        try (RunLogReader log = RunLogReader.open(run.folder().log());
                RecordedCheckpoints checkpoints =
                        RecordedCheckpoints.open(run.folder().log())) {
            long outputs = 0;
            long inputs = 0;
            Optional<RecordedCheckpoint> last = checkpoints.last();
            if (last.isPresent()) {
                inputs = last.get().checkpoint().inputs()
                        - last.get().checkpoint().ticks();
                outputs = last.get().checkpoint().outputs();
                log.seek(last.get().resume());
            }
            Optional<RecordedInput> input = log.next();
            while (input.isPresent()) {
                inputs += input.get().input().isTick() ? 0 : 1;
                outputs += RecordedOutputs.of(input.get(), run.start().code().size() - 1)
                        .outputs()
                        .size();
                input = log.next();
            }
            Optional<RunEnd> end = log.endBehindLastInput();
            RunState state = end.map(RunEnd::state)
                    .orElse(store.running(run.start().pipeline()) ? RunState.RUNNING : RunState.INTERRUPTED);
            RunSummary summary = new RunSummary(
                    run.start().id(),
                    run.start().pipeline(),
                    state,
                    inputs,
                    end.map(RunEnd::outputs).orElse(outputs),
                    run.folder().log(),
                    state == RunState.FAILED ? log.failure() : Optional.empty());
            return new RunDetails(summary, run.start().started(), bytes(run.folder()));
        }
    }

    private static long bytes(RunFolder folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder.log())) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
