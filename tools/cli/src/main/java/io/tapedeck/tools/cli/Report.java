package io.tapedeck.tools.cli;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.RunSummary;
import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Failures and differences as people read them: the answer, the evidence, what to do next. */
final class Report {
    private Report() {}

    static void failedRun(Controller controller, RunSummary summary, PipelineArgument pipeline, String data)
            throws IOException {
        Failure failure = summary.failure().orElseThrow();
        RunFolder folder = summary.failedTask();
        String position = new RunPosition.Ordinal(summary.task(), failure.ordinal()).toString();
        Screen.line(Screen.red("✗") + " " + summary.pipeline() + " failed" + where(failure, position));
        Optional<ProcessorCode> code = code(controller, folder, failure);
        failure(failure, code);
        if (failure.place().isPresent()) {
            Optional<RecordedMessage> input = controller.input(folder, failure.ordinal());
            input.ifPresent(Report::input);
        }
        Screen.line("  recorded run " + summary.run() + " in " + Format.path(folder.path()) + " ("
                + Format.count(summary.inputs(), "input") + ", " + Format.count(summary.outputs(), "output") + ")");
        Screen.line("");
        next(summary, failure, code, position, pipeline, data);
    }

    private static String where(Failure failure, String position) {
        String step = failure.step().isEmpty() ? "" : " in step \"" + failure.step() + "\"";
        return switch (failure.kind()) {
            case SINK -> failure.step().isEmpty() ? " at the sink" : step + " at input " + position;
            case INPUT -> " to read input " + position;
            default -> failure.ordinal() == 0 ? step + " while it was loaded" : step + place(failure, position);
        };
    }

    private static String place(Failure failure, String position) {
        String before = failure.timer()
                .map(timer -> " in the timer " + timer.key() + ", due " + timer.due() + ", before")
                .orElse(" at");
        return before + " input " + position;
    }

    private static void next(
            RunSummary summary,
            Failure failure,
            Optional<ProcessorCode> code,
            String position,
            PipelineArgument pipeline,
            String data) {
        String run = summary.run() + data;
        boolean atInput = failure.place().isPresent();
        if (atInput) {
            Screen.line("  look        ./tapedeck inspect " + run + " --at '" + position + "'");
            Screen.line(
                    "  step        ./tapedeck step " + run + (summary.task() == 0 ? "" : " --task " + summary.task()));
        }
        boolean isInCode =
                failure.location().isPresent() || failure.kind() != FailureKind.ERROR; // or a step is built in
        if (atInput && !failure.step().isEmpty() && isInCode) {
            Screen.line("  try a fix   ./tapedeck replay " + run + " --with " + failure.step() + "="
                    + Shell.quote(fixed(failure, code, pipeline.file())) + " --diff");
        }
        if (failure.kind() == FailureKind.SINK && Problems.isDiskFull(failure.error())) {
            Screen.line("  first       free some space: what the sink lacks is made again from the log");
        }
        Screen.line("  go on       ./tapedeck run " + pipeline.words() + data
                + (atInput ? "   (tries " + position + " again with today's code)" : ""));
    }

    /** A name for a copy of the code that is to be mended, beside the pipeline file. */
    private static String fixed(Failure failure, Optional<ProcessorCode> code, Path file) {
        String entry = failure.location()
                .map(CodeLocation::file)
                .or(() -> code.filter(known -> known.file(known.entry()).isPresent())
                        .map(ProcessorCode::entry))
                .orElse(failure.step());
        int dot = entry.lastIndexOf('.');
        String name = dot < 0 ? entry + "_fixed" : entry.substring(0, dot) + "_fixed" + entry.substring(dot);
        return Format.path(file.toAbsolutePath().resolveSibling(name));
    }

    /** The error, its place and the lines of source around it. */
    static void failure(Failure failure, Optional<ProcessorCode> code) {
        String place = failure.location().map(CodeLocation::toString).orElse("");
        Screen.line("  " + Screen.bold(failure.error()) + (place.isEmpty() ? "" : "    " + place));
        Optional<List<String>> lines =
                failure.location().flatMap(location -> code.flatMap(known -> sourceLines(known, location)));
        lines.ifPresent(found -> found.forEach(Screen::line));
        if (failure.traceback().lines().filter(line -> !line.isBlank()).count() > 4) {
            failure.traceback().lines().forEach(line -> Screen.line(Screen.dim("     " + line)));
        }
    }

    private static Optional<List<String>> sourceLines(ProcessorCode code, CodeLocation location) {
        return code.file(location.file()).filter(file -> location.line() > 0).map(file -> {
            List<String> all = file.content().toUtf8().lines().toList();
            int last = Math.min(location.line(), all.size());
            int first = Math.max(1, last - 2);
            return java.util.stream.IntStream.rangeClosed(first, last)
                    .mapToObj(line -> String.format(Locale.ROOT, "  %5d | %s", line, all.get(line - 1)))
                    .toList();
        });
    }

    private static Optional<ProcessorCode> code(Controller controller, RunFolder run, Failure failure)
            throws IOException {
        return controller.code(run).stream()
                .filter(code -> code.step().equals(failure.step()))
                .findFirst();
    }

    private static void input(RecordedMessage input) {
        String head = "  input    " + input.message().place() + ", "
                + Format.time(input.message().timeNanos()) + ", ";
        Screen.line(head + Messages.content(input.message(), Math.max(40, Wrapping.COLUMNS - head.length())));
    }
}
