package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.Inspection;
import io.tapedeck.controller.RecordedEffect;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one input of a run, with the state there and what came of it. */
@Command(
        name = "inspect",
        description = {
            "Replays a run up to a position and shows the input there, the state, and the outputs made of it.",
            "Where the input failed, the state is the one just before it: a failed input leaves nothing behind."
        },
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    private static final int STATE_SHOWN_MAX = 20;

    @Parameters(paramLabel = "RUN", description = "an id, a prefix of one, a run's folder, or latest")
    private String run = "latest";

    @Option(
            names = "--at",
            required = true,
            paramLabel = "POSITION",
            description =
                    "'#123' (the 123rd input; '2/#123' that of task 2), 2026-11-20T03:12:09Z (feed time), or stream/shard@sequence")
    private String at = "";

    @Option(names = "--step", paramLabel = "ID", description = "whose state to show, where there are several steps")
    private String step = "";

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException, DivergenceException,
                    ConnectorException, EnvironmentMismatchException {
        RunPosition position = LogPlaces.parse(at);
        ReplayProgress progress = new ReplayProgress("replaying");
        Controller controller = common.controller(Extensions.load());
        RunFolder folder = common.find(run);
        force.check(controller, folder);
        Optional<Inspection> found = inspect(controller, folder, position, progress);
        progress.end();
        if (found.isEmpty()) {
            Screen.warn(Screen.red("✗") + " the run has no input at " + at + "; ./tapedeck runs says how many it has");
            return ExitCode.FAILED;
        }
        Inspection inspection = found.get();
        MapValue state = stateOf(inspection);
        if (common.json()) {
            Json.print(force.tell(json(inspection, state)));
        } else {
            print(inspection);
            force.print();
        }
        return ExitCode.DONE;
    }

    private static Optional<Inspection> inspect(
            Controller controller, RunFolder folder, RunPosition position, ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException, DivergenceException, ConnectorException {
        try {
            return controller.inspect(folder, position, progress);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    /** The step whose state is asked for: the first, where none is named; empty where there is none. */
    private String stepOf(Inspection inspection) {
        return step.isEmpty()
                ? inspection.states().keySet().stream().findFirst().orElse("")
                : step;
    }

    private MapValue stateOf(Inspection inspection) throws WrongUseException {
        if (inspection.states().isEmpty()) {
            return MapValue.EMPTY;
        }
        MapValue state = inspection.states().get(stepOf(inspection));
        if (state == null) {
            throw new WrongUseException("the run has no step \"" + step + "\"; it has "
                    + String.join(", ", inspection.states().keySet()));
        }
        return state;
    }

    private static ObjectNode json(RecordedEffect effect) {
        ObjectNode node = Json.object()
                .put("step", effect.request().step())
                .put("service", effect.request().service());
        node.set("request", Json.node(effect.request().content()));
        switch (effect.result()) {
            case EffectResult.Answer(Value answer) -> node.set("answer", Json.node(answer));
            case EffectResult.Failed(String error) -> node.put("error", error);
        }
        return node;
    }

    private ObjectNode json(Inspection inspection, MapValue state) {
        ObjectNode node = Json.object()
                .put("position", inspection.start().position(inspection.input().ordinal()));
        ObjectNode input = Messages.json(inspection.input().message(), inspection.value());
        input.put("ordinal", inspection.input().ordinal());
        node.set("input", input);
        node.set("state", Json.node(state));
        ArrayNode outputs = Json.array();
        inspection.outputs().forEach(output -> outputs.add(Json.node(output.value())));
        node.set("outputs", outputs);
        ArrayNode timers = Json.array();
        inspection.timers().getOrDefault(stepOf(inspection), List.of()).forEach(timer -> {
            ObjectNode entry = Json.object();
            entry.set("key", Json.node(timer.key()));
            timers.add(entry.put("due", timer.due().toString()));
        });
        node.set("timers", timers);
        ArrayNode effects = Json.array();
        inspection.effects().forEach(effect -> effects.add(json(effect)));
        node.set("effects", effects);
        node.put("clock", Format.time(inspection.input().feedTimeNanos()));
        ArrayNode notes = Json.array();
        inspection.notes().forEach(notes::add);
        node.set("notes", notes);
        if (inspection.failure().isPresent()) {
            node.set("failure", Json.failure(inspection.failure().get()));
        } else {
            node.putNull("failure");
        }
        return node;
    }

    private void print(Inspection inspection) {
        Screen.line(Screen.bold(inspection.start().position(inspection.input().ordinal())) + " of run "
                + inspection.start().id() + " " + inspection.start().pipeline() + ", fed "
                + Format.time(inspection.input().feedTimeNanos()));
        Screen.line("  input    " + inspection.input().message().place() + ", "
                + Format.time(inspection.input().message().timeNanos()));
        Screen.line("           " + Format.value(inspection.value(), Integer.MAX_VALUE));
        inspection.failure().ifPresent(failure -> printFailure(inspection, failure));
        if (inspection.failure().isEmpty()) {
            printOutputs(inspection.outputs());
        }
        inspection.notes().forEach(note -> Screen.line("  log      " + note));
        inspection.effects().forEach(InspectCommand::printEffect);
        inspection.states().forEach((id, state) -> {
            if (step.isEmpty() || step.equals(id)) {
                printState(inspection, id, state);
                inspection.timers().getOrDefault(id, List.of()).stream()
                        .limit(STATE_SHOWN_MAX)
                        .forEach(timer -> Screen.line("    timer " + timer.key() + "  due " + timer.due()));
            }
        });
    }

    private static void printFailure(Inspection inspection, Failure failure) {
        Screen.line("");
        Optional<ProcessorCode> code = inspection.code().stream()
                .filter(known -> known.step().equals(failure.step()))
                .findFirst();
        Screen.line(
                "  " + Screen.red("failed") + (failure.step().isEmpty() ? "" : " in step \"" + failure.step() + "\""));
        Report.failure(failure, code);
        Screen.line("");
    }

    private static void printOutputs(List<Output> outputs) {
        if (outputs.isEmpty()) {
            Screen.line("  output   none");
        }
        outputs.forEach(output -> Screen.line("  output   " + Json.compact(output.value())));
    }

    private static void printEffect(RecordedEffect effect) {
        String came = switch (effect.result()) {
            case EffectResult.Answer(Value answer) -> Format.value(answer, 90);
            case EffectResult.Failed(String error) -> Screen.red("✗") + " " + error;
        };
        Screen.line("  asked    " + effect.request().service() + "  "
                + Format.value(effect.request().content(), 60) + "  →  " + came);
    }

    private static void printState(Inspection inspection, String id, MapValue state) {
        List<Value> changed = inspection.changed().getOrDefault(id, List.of());
        boolean failed = inspection.failure().isPresent();
        Screen.line("  state of \"" + id + "\"" + (failed ? " just before it" : "") + ", "
                + (state.size() == 1 ? "1 key" : Format.number(state.size()) + " keys")
                + (changed.isEmpty() ? "" : ", " + changed.size() + " changed here (*)"));
        state.entries().entrySet().stream()
                .sorted(java.util.Comparator.comparing(entry -> !changed.contains(entry.getKey())))
                .limit(STATE_SHOWN_MAX)
                .forEach(entry -> Screen.line("    " + (changed.contains(entry.getKey()) ? "* " : "  ") + entry.getKey()
                        + "  " + Format.value(entry.getValue(), 90)));
        if (state.size() > STATE_SHOWN_MAX) {
            Screen.line("      … and " + Format.number(state.size() - STATE_SHOWN_MAX) + " more; --json shows all");
        }
    }
}
