package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PackOptions;
import io.tapedeck.controller.Packed;
import io.tapedeck.controller.PackedRun;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunStart;
import io.tapedeck.controller.StepLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes of a run a file that can be copied to another machine. */
@Command(
        name = "pack",
        description = {
            "Packs a run into one file, with its log, code and state. Every command that reads a run takes that file in the"
                    + " place of RUN, on any machine. A run that is being written is packed as far as it is durable.",
            "With --from and --to, only the inputs between are packed, and the state before the first; of several tasks, those"
                    + " of the same stretch of time.",
            "With --redact, values become pseudonyms: the same value the same one, everywhere in the file. Outputs and state"
                    + " are made anew by the recorded code, so that nothing of the real values is in them.",
            "The file is a ZIP file; spec/packed-run.md tells what is in it, and what redaction does not do."
        },
        footer = {
            "",
            "A position is '#123' (the 123rd input; '2/#123' that of task 2), 2026-11-20T03:12:09Z (feed time), or",
            "stream/shard@sequence.",
            "  ./tapedeck runs pack latest --from '#207' --redact customer.name,email -o ticket-4711.zip"
        },
        mixinStandardHelpOptions = true)
final class RunsPackCommand implements Callable<Integer> {
    private static final int LEFT_SHOWN_MAX = 5;

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "an id, a prefix of one, a run's folder, a packed run, or latest, which is the default")
    private String run = "latest";

    @Option(names = "--from", paramLabel = "POSITION", description = "the first input to pack; that of the run")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "POSITION", description = "the last input to pack; that of the run")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--redact",
            paramLabel = "FIELD",
            split = ",",
            description = {
                "replace the values of this field by pseudonyms, wherever it is in inputs, their keys and headers, and what",
                "services answered; with dots between those that lead to it; may be given several times"
            })
    private List<String> redacted = new ArrayList<>();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "the file to make; PIPELINE-RUN.zip in the working folder by default")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--overwrite", description = "replace the file if it is there")
    private boolean overwrite;

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, RunNotFoundException, WrongUseException, MistakesException, StepLoadException,
                    DivergenceException, EnvironmentMismatchException {
        PackOptions options = new PackOptions(LogPlaces.parse(from), LogPlaces.parse(to), fields());
        RunFolder folder = common.find(run);
        Controller controller = common.controller(source.added(Extensions.load(), folder));
        if (!options.equals(PackOptions.WHOLE)) {
            force.check(controller, folder); // it is replayed
        }
        Path target = file.isPresent() ? file.get() : nameOf(folder.start());
        Packed packed = pack(controller, folder, options, target);
        Screen.endProgress();
        if (common.json()) {
            Json.print(json(packed, target));
        } else {
            print(packed, target);
        }
        return ExitCode.DONE;
    }

    private List<String> fields() throws WrongUseException {
        for (String field : redacted) {
            if (List.of(field.split("\\.", -1)).contains("")) {
                throw new WrongUseException(
                        "--redact takes a field, such as name or customer.name; not \"" + field + "\"");
            }
        }
        return redacted;
    }

    /** Packs it under another name first, with what has to be made for it beside that. */
    private Packed pack(Controller controller, RunFolder folder, PackOptions options, Path target)
            throws IOException, WrongUseException, StepLoadException, DivergenceException {
        try (PendingTarget pending = overwrite ? PendingTarget.replace(target) : PendingTarget.create(target);
                PendingTarget made =
                        PendingTarget.createFolder(target.resolveSibling(target.getFileName() + ".logs"))) {
            Packed packed = controller.pack(
                    folder,
                    options,
                    pending.path(),
                    made.path(),
                    new ReplayProgress("replaying"),
                    new BytesProgress("packing"));
            pending.commit();
            return packed;
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private static Path nameOf(RunStart start) {
        return Path.of(start.pipeline() + "-" + start.id() + ".zip");
    }

    private static ObjectNode json(Packed result, Path target) throws IOException {
        PackedRun packed = result.run();
        ObjectNode node = Json.object()
                .put("file", target.toString())
                .put("bytes", Files.size(target))
                .put("run", packed.id())
                .put("pipeline", packed.pipeline())
                .put("inputs", packed.inputs())
                .put("whole", packed.isWhole());
        ArrayNode tasks = Json.array();
        for (PackedRun.Part part : packed.tasks()) {
            tasks.add(Json.object()
                    .put("task", part.task())
                    .put("first", part.first())
                    .put("last", part.last())
                    .put("inputs", part.inputs())
                    .put("whole", part.whole()));
        }
        node.set("tasks", tasks);
        ArrayNode fields = Json.array();
        packed.redacted().forEach(fields::add);
        node.set("redacted", fields);
        if (packed.original().isPresent()) {
            node.put("original", packed.original().get()).put("ends_as_original", result.endsAsOriginal());
            ArrayNode left = Json.array();
            result.leftInCode().forEach(left::add);
            node.set("left_in_code", left);
        }
        return node;
    }

    private static void print(Packed result, Path target) throws IOException {
        PackedRun packed = result.run();
        Screen.line(Screen.green("✓") + " packed run " + Screen.bold(packed.id()) + " of " + packed.pipeline() + ": "
                + Format.count(packed.inputs(), "input") + ", " + range(packed) + ", "
                + Format.bytes(Files.size(target)) + " in " + Format.path(target));
        if (packed.original().isPresent()) {
            printRedacted(result);
        }
        Screen.line("");
        Screen.line("  elsewhere   ./tapedeck replay " + Shell.quote(String.valueOf(target.getFileName())));
    }

    private static void printRedacted(Packed result) {
        PackedRun packed = result.run();
        Screen.line("  redacted: " + String.join(", ", packed.redacted()) + ". It is another run than "
                + packed.original().orElseThrow() + ": its digests match those of its own inputs, not the original's");
        if (!result.endsAsOriginal()) {
            Screen.line(Screen.red("✗") + " with pseudonyms it "
                    + result.failure()
                            .map(after -> "fails at #" + after.ordinal() + ": " + after.error())
                            .orElse("does not fail")
                    + result.failureBefore()
                            .map(before -> "; the original fails: " + before.error())
                            .orElse("; there, the original does not"));
        } else {
            result.failure().ifPresent(failure -> Screen.line("  it fails as the original does: " + failure.error()));
        }
        if (!result.leftInCode().isEmpty()) {
            Screen.line(Screen.red("✗") + " the code, which is packed as it is, has "
                    + Format.count(result.leftInCode().size(), "redacted value") + " too: "
                    + result.leftInCode().stream().limit(LEFT_SHOWN_MAX).collect(Collectors.joining(", ")));
        }
    }

    /** The inputs that are there, task by task. */
    private static String range(PackedRun packed) {
        return packed.tasks().stream()
                .map(part ->
                        packed.position(part.task(), part.first()) + "…" + packed.position(part.task(), part.last()))
                .collect(Collectors.joining(", "));
    }
}
