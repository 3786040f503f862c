package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.PassedOver;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.Value;
import java.util.Base64;
import java.util.Locale;

/** A message that was passed over, for people and for scripts. */
final class DlqReport {
    private static final int VALUE_SHOWN = 4_000;

    private DlqReport() {}

    /** What is known of it without its content. */
    static ObjectNode json(PassedOver passedOver) {
        Failure failure = passedOver.failures().getFirst();
        return Json.object()
                .put("run", passedOver.start().id())
                .put("position", passedOver.position())
                .put("ordinal", passedOver.ordinal())
                .put("stream", passedOver.message().stream().name())
                .put("shard", passedOver.message().shard())
                .put("sequence", passedOver.message().sequence())
                .put("fed", Format.time(passedOver.fed()))
                .put("step", failure.step())
                .put("kind", failure.kind().word())
                .put("error", failure.error())
                .put("decision", failure.decision().word());
    }

    /** All of it. */
    static ObjectNode jsonWhole(PassedOver passedOver) {
        ObjectNode node = json(passedOver);
        node.put("time", Format.time(passedOver.message().timeNanos()));
        node.set("key", Json.node(passedOver.message().key()));
        ArrayNode headers = node.putArray("headers");
        for (Header header : passedOver.message().headers()) {
            ObjectNode one = headers.addObject().put("name", header.name());
            one.set("value", Json.node(header.value()));
        }
        node.set("value", Json.node(RecordedMessage.value(passedOver.message())));
        node.put(
                "bytes",
                Base64.getEncoder()
                        .encodeToString(
                                RecordedMessage.bytes(passedOver.message()).toByteArray()));
        ArrayNode failures = node.putArray("failures");
        for (Failure failure : passedOver.failures()) {
            ObjectNode one = failures.addObject()
                    .put("step", failure.step())
                    .put("kind", failure.kind().word())
                    .put("error", failure.error())
                    .put("decision", failure.decision().word())
                    .put("traceback", failure.traceback());
            one.put("location", failure.location().map(Object::toString).orElse(null));
        }
        return node;
    }

    /** A line. */
    static void line(PassedOver passedOver) {
        Failure failure = passedOver.failures().getFirst();
        int more = passedOver.failures().size() - 1;
        String step = failure.step().isEmpty() ? "(input)" : failure.step();
        Screen.line(String.format(
                Locale.ROOT,
                "%-10s %-24s %-12s %s%s",
                passedOver.position(),
                passedOver.message().place(),
                step,
                failure.error(),
                more > 0 ? "  (and " + Format.count(more, "failure") + " more)" : ""));
    }

    /** Everything that helps to mend it. */
    static void print(PassedOver passedOver) {
        Screen.line(Screen.bold(passedOver.position()) + "  "
                + passedOver.message().place() + ", fed " + Format.time(passedOver.fed()));
        if (!passedOver.message().key().isNull()) {
            Screen.line("  key      " + Format.value(passedOver.message().key(), VALUE_SHOWN));
        }
        for (Header header : passedOver.message().headers()) {
            Screen.line("  header   " + header.name() + ": " + Format.value(header.value(), VALUE_SHOWN));
        }
        Value value = RecordedMessage.value(passedOver.message());
        Screen.line("  value    " + Format.value(value, VALUE_SHOWN));
        for (Failure failure : passedOver.failures()) {
            String where = failure.step().isEmpty() ? "could not be read" : "failed in step \"" + failure.step() + "\"";
            Screen.line("  " + Screen.red(where) + " (" + failure.decision().word() + "): " + failure.error()
                    + failure.location().map(at -> "  " + at).orElse(""));
        }
        Screen.line("");
    }
}
