package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.Inspection;
import io.tapedeck.controller.Moment;
import io.tapedeck.controller.RecordedEffect;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.ProcessorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An input of a run, with what was there and what came of it, as scripts and people read it. */
final class InspectionReport {
    private static final int STATE_SHOWN_MAX = 20;

    private InspectionReport() {}

    /** An inspection as an object; of several steps, with the state of the one named. */
    static ObjectNode json(Inspection inspection, String step) {
        ObjectNode node = Json.object()
                .put(
                        "position",
                        inspection.start().position(inspection.moment().input().ordinal()));
        node.set("input", input(inspection.moment()));
        node.set("state", Json.node(inspection.states().getOrDefault(step, MapValue.EMPTY)));
        ArrayNode outputs = Json.array();
        inspection.moment().outputs().forEach(output -> outputs.add(Json.node(output.value())));
        node.set("outputs", outputs);
        ArrayNode timers = Json.array();
        inspection.timers().getOrDefault(step, List.of()).forEach(timer -> {
            ObjectNode entry = Json.object();
            entry.set("key", Json.node(timer.key()));
            timers.add(entry.put("due", timer.due().toString()));
        });
        node.set("timers", timers);
        ArrayNode effects = Json.array();
        inspection.moment().effects().forEach(effect -> effects.add(effect(effect)));
        node.set("effects", effects);
        node.put("clock", Format.time(inspection.moment().input().feedTimeNanos()));
        ArrayNode notes = Json.array();
        inspection.moment().notes().forEach(notes::add);
        node.set("notes", notes);
        if (inspection.moment().failure().isPresent()) {
            node.set("failure", Json.failure(inspection.moment().failure().get()));
        } else {
            node.putNull("failure");
        }
        return node;
    }

    /** An input with its ordinal. */
    static ObjectNode input(Moment moment) {
        return Messages.json(moment.input().message(), moment.value())
                .put("ordinal", moment.input().ordinal());
    }

    private static ObjectNode effect(RecordedEffect effect) {
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

    /** Prints all there is to see of an input; of several steps, the state of the one named, or of all. */
    static void print(Inspection inspection, String step) {
        Screen.line(Screen.bold(
                        inspection.start().position(inspection.moment().input().ordinal())) + " of run "
                + inspection.start().id() + " " + inspection.start().pipeline() + ", fed "
                + Format.time(inspection.moment().input().feedTimeNanos()));
        printInput(inspection);
        inspection.moment().notes().forEach(note -> Screen.line("  log      " + note));
        inspection.moment().effects().forEach(InspectionReport::printEffect);
        inspection.states().forEach((id, state) -> {
            if (step.isEmpty() || step.equals(id)) {
                printState(inspection, id, state);
                inspection.timers().getOrDefault(id, List.of()).stream()
                        .limit(STATE_SHOWN_MAX)
                        .forEach(timer -> Screen.line("    timer " + timer.key() + "  due " + timer.due()));
            }
        });
    }

    /** Prints the input, and what came of it. */
    static void printInput(Inspection inspection) {
        Moment moment = inspection.moment();
        Screen.line("  input    " + moment.input().message().place() + ", "
                + Format.time(moment.input().message().timeNanos()));
        Screen.line("           " + Format.value(moment.value(), Integer.MAX_VALUE));
        if (moment.failure().isPresent()) {
            printFailure(moment, moment.failure().get());
        } else {
            printOutputs(moment.outputs());
        }
    }

    private static void printFailure(Moment moment, Failure failure) {
        Screen.line("");
        Optional<ProcessorCode> code = moment.code().stream()
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

    /** Prints the state of a step: first what the input changed. */
    static void printState(Inspection inspection, String id, MapValue state) {
        List<Value> changed = inspection.changed().getOrDefault(id, List.of());
        boolean failed = inspection.moment().failure().isPresent();
        Screen.line("  state of \"" + id + "\"" + (failed ? " just before it" : "") + ", "
                + (state.size() == 1 ? "1 key" : Format.number(state.size()) + " keys")
                + (changed.isEmpty() ? "" : ", " + changed.size() + " changed here (*)"));
        state.entries().entrySet().stream()
                .sorted(Comparator.comparing(entry -> !changed.contains(entry.getKey())))
                .limit(STATE_SHOWN_MAX)
                .forEach(entry -> Screen.line("    " + (changed.contains(entry.getKey()) ? "* " : "  ") + entry.getKey()
                        + "  " + Format.value(entry.getValue(), 90)));
        if (state.size() > STATE_SHOWN_MAX) {
            Screen.line("      … and " + Format.number(state.size() - STATE_SHOWN_MAX) + " more; --json shows all");
        }
    }
}
