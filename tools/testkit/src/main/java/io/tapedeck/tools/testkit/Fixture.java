package io.tapedeck.tools.testkit;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorTimer;
import io.tapedeck.runtime.Scenario;
import io.tapedeck.runtime.Scenario.Trigger;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Scenario} as the JSON of a fixture ({@code spec/test-fixture.md}). The code is not in it but in files beside
 * it. What is empty, or as it is everywhere, is left out.
 */
public final class Fixture {
    private Fixture() {}

    /** Where the files of code are. */
    @FunctionalInterface
    public interface Files {
        /** The content of the file called {@code name}. */
        Bytes read(String name) throws IOException;
    }

    // ---- Writing ----

    /**
     * The text of a scenario's fixture.
     *
     * @throws EncodingException where JSON cannot hold a value of it
     */
    public static String text(Scenario scenario) throws EncodingException {
        ProcessorCode code = scenario.code();
        MapValue.Builder fixture = MapValue.builder()
                .put("step", Value.of(code.step()))
                .put("language", Value.of(code.language()))
                .put("processor", Value.of(code.entry()));
        List<String> files = code.files().stream().map(ProcessorCode.File::name).toList();
        if (!files.equals(List.of(code.entry()))) {
            fixture.put("files", Value.list(files.stream().map(Value::of).toList()));
        }
        if (!scenario.locality().equals(Locality.DEFAULT)) {
            fixture.put("zone", Value.of(scenario.locality().zone().getId()))
                    .put("locale", Value.of(Locality.tagOf(scenario.locality().locale())));
        }
        fixture.put("started", time(scenario.started())).put("seed", Value.of(scenario.seed()));
        put(fixture, "", scenario.before());
        fixture.put(
                "calls",
                Value.list(scenario.calls().stream().map(Fixture::value).toList()));
        scenario.after().ifPresent(after -> put(fixture, "_after", after));
        return new JsonText().of(fixture.build());
    }

    private static void put(MapValue.Builder fixture, String suffix, Scenario.State state) {
        boolean expected = !suffix.isEmpty();
        if (expected || state.entries().size() > 0) {
            fixture.put("state" + suffix, FixtureValues.toPlain(state.entries()));
        }
        if (!state.timers().isEmpty()) {
            fixture.put(
                    "timers" + suffix,
                    Value.list(state.timers().stream().map(Fixture::value).toList()));
        }
    }

    private static Value value(ProcessorTimer timer) {
        return Value.map("key", FixtureValues.toPlain(timer.key()), "due", time(timer.due()));
    }

    private static Value value(Scenario.Call call) {
        MapValue.Builder value = MapValue.builder().put("ordinal", Value.of(call.ordinal()));
        if (!call.path().isEmpty()) {
            value.put("path", Value.list(call.path().stream().map(Value::of).toList()));
        }
        value.put("clock", time(call.clock()));
        switch (call.trigger()) {
            case Trigger.Arrival(Message message) -> value.put("message", value(message));
            case Trigger.Due(ProcessorTimer timer) -> value.put("timer", value(timer));
        }
        if (!call.asked().isEmpty()) {
            value.put(
                    "effects",
                    Value.list(call.asked().stream().map(Fixture::value).toList()));
        }
        if (call.failure().isPresent()) {
            value.put(
                    call.passedOver() ? "passed_over" : "failed",
                    Value.of(call.failure().get()));
        } else {
            value.put(
                    "outputs",
                    Value.list(call.outputs().stream().map(Fixture::value).toList()));
        }
        return value.build();
    }

    private static Value value(Message message) {
        MapValue.Builder value = MapValue.builder()
                .put("stream", Value.of(message.stream().name()))
                .put("shard", Value.of(message.shard()))
                .put("sequence", Value.of(message.sequence()))
                .put("time", time(message.time()));
        return withContent(value, message.value(), message.key(), message.headers());
    }

    /** An output, also as what a call made is compared. */
    static Value value(Output output) {
        return withContent(MapValue.builder(), output.value(), output.key(), output.headers());
    }

    private static Value withContent(MapValue.Builder value, Value content, Value key, List<Header> headers) {
        if (!key.isNull()) {
            value.put("key", FixtureValues.toPlain(key));
        }
        if (!headers.isEmpty()) {
            value.put(
                    "headers",
                    Value.list(headers.stream()
                            .map(header -> Value.list(Value.of(header.name()), FixtureValues.toPlain(header.value())))
                            .toList()));
        }
        return value.put("value", FixtureValues.toPlain(content)).build();
    }

    private static Value value(Scenario.Asked asked) {
        MapValue.Builder value = MapValue.builder()
                .put("service", Value.of(asked.service()))
                .put("request", FixtureValues.toPlain(asked.request()));
        switch (asked.result()) {
            case EffectResult.Answer(Value answer) -> value.put("answer", FixtureValues.toPlain(answer));
            case EffectResult.Failed(String error) -> value.put("error", Value.of(error));
        }
        return value.build();
    }

    private static Value time(Instant time) {
        return Value.of(time.toString());
    }

    // ---- Reading ----

    /**
     * The scenario of a fixture.
     *
     * @param text the fixture
     * @param files has the files of code that it names
     */
    public static Scenario read(Bytes text, Files files) throws IOException {
        Value fixture;
        try {
            fixture = new JsonCodec().decode(text);
        } catch (EncodingException e) {
            throw new IOException("the fixture is " + e.getMessage(), e);
        }
        return new Scenario(
                code(fixture, files),
                fixture.get("seed").asLong(),
                locality(fixture),
                time(fixture.get("started")),
                state(fixture, ""),
                fixture.get("calls").asList().stream().map(Fixture::call).toList(),
                fixture.get("state_after").isNull() ? Optional.empty() : Optional.of(state(fixture, "_after")));
    }

    private static ProcessorCode code(Value fixture, Files files) throws IOException {
        Value entry = fixture.get("processor");
        List<Value> names = fixture.get("files").isNull()
                ? List.of(entry)
                : fixture.get("files").asList();
        List<ProcessorCode.File> read = new java.util.ArrayList<>();
        for (Value name : names) {
            read.add(new ProcessorCode.File(name.asString(), files.read(name.asString())));
        }
        return new ProcessorCode(
                fixture.get("step").asString(), fixture.get("language").asString(), entry.asString(), read);
    }

    private static Locality locality(Value fixture) throws IOException {
        if (fixture.get("zone").isNull()) {
            return Locality.DEFAULT;
        }
        String zone = fixture.get("zone").asString();
        String locale = fixture.get("locale").asString();
        return new Locality(
                Locality.zoneOf(zone).orElseThrow(() -> new IOException("this JDK does not know the zone " + zone)),
                Locality.localeOf(locale)
                        .orElseThrow(() -> new IOException("this JDK does not know the locale " + locale)));
    }

    private static Scenario.State state(Value fixture, String suffix) {
        Value entries = fixture.get("state" + suffix);
        return new Scenario.State(
                entries.isNull()
                        ? MapValue.EMPTY
                        : FixtureValues.ofPlain(entries).asMap(),
                items(fixture.get("timers" + suffix)).stream()
                        .map(Fixture::timer)
                        .toList());
    }

    private static List<Value> items(Value list) {
        return list.isNull() ? List.of() : list.asList();
    }

    private static ProcessorTimer timer(Value value) {
        return new ProcessorTimer(FixtureValues.ofPlain(value.get("key")), time(value.get("due")));
    }

    private static Scenario.Call call(Value call) {
        Value passedOver = call.get("passed_over");
        Value failed = passedOver.isNull() ? call.get("failed") : passedOver;
        return new Scenario.Call(
                call.get("ordinal").asLong(),
                items(call.get("path")).stream()
                        .map(index -> Math.toIntExact(index.asLong()))
                        .toList(),
                time(call.get("clock")),
                call.get("timer").isNull()
                        ? new Trigger.Arrival(message(call.get("message")))
                        : new Trigger.Due(timer(call.get("timer"))),
                items(call.get("effects")).stream().map(Fixture::asked).toList(),
                items(call.get("outputs")).stream().map(Fixture::output).toList(),
                failed.isNull() ? Optional.empty() : Optional.of(failed.asString()),
                !passedOver.isNull());
    }

    private static Message message(Value message) {
        return new Message(
                new StreamKey(message.get("stream").asString()),
                message.get("shard").asLong(),
                message.get("sequence").asLong(),
                time(message.get("time")),
                FixtureValues.ofPlain(message.get("key")),
                headers(message),
                FixtureValues.ofPlain(message.get("value")));
    }

    private static Output output(Value output) {
        return new Output(
                FixtureValues.ofPlain(output.get("value")), FixtureValues.ofPlain(output.get("key")), headers(output));
    }

    private static List<Header> headers(Value holder) {
        return items(holder.get("headers")).stream()
                .map(pair -> new Header(pair.get(0).asString(), FixtureValues.ofPlain(pair.get(1))))
                .toList();
    }

    private static Scenario.Asked asked(Value asked) {
        return new Scenario.Asked(
                asked.get("service").asString(),
                FixtureValues.ofPlain(asked.get("request")),
                asked.get("error").isNull()
                        ? new EffectResult.Answer(FixtureValues.ofPlain(asked.get("answer")))
                        : new EffectResult.Failed(asked.get("error").asString()));
    }

    private static Instant time(Value text) {
        return Instant.parse(text.asString());
    }
}
