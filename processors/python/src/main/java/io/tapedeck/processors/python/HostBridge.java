package io.tapedeck.processors.python;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.common.EconomicMapStorage;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.EffectException;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions that {@code host.py} calls, and the step that they work on. The context must be entered
 * whenever this is used.
 */
final class HostBridge {
    private final PythonLanguage language;
    private final GuestHelpers helpers;
    private final GuestWriter writer;
    private final GuestReader reader;
    private final ValueComparer comparer = new ValueComparer();
    private final LineLog lines;
    private @Nullable ProcessorContext context;
    private @Nullable StateAccess state;
    private @Nullable StepFailure failure;
    private @Nullable RuntimeException hostFailure;
    private @Nullable CodeLocation process;

    HostBridge(LineLog lines) {
        this.language = PythonLanguage.get(null);
        this.lines = lines;
        this.helpers = new GuestHelpers(language);
        this.writer = new GuestWriter(language, helpers);
        this.reader = new GuestReader(PythonContext.get(null), helpers);
    }

    /** A dict of the functions, by name. */
    Object functions() {
        EconomicMapStorage functions = EconomicMapStorage.create();
        add(functions, "host_connected", GuestHelpers.PARTS, this::connected);
        add(functions, "host_loaded", 2, this::loaded);
        add(functions, "host_fail", StepFailure.PARTS, this::fail);
        add(functions, "host_emit", 3, this::emit);
        add(functions, "host_log", 1, this::log);
        add(functions, "host_print", 1, this::print);
        add(functions, "host_now", 0, arguments -> now());
        add(
                functions,
                "host_step",
                0,
                arguments -> World.current().map(World::scope).orElse(0L));
        add(functions, "host_zone", 1, this::zone);
        add(functions, "host_zones", 0, arguments -> zones());
        add(functions, "host_state_get", 1, arguments -> state().get(arguments[0]));
        add(functions, "host_state_put", 2, this::putState);
        add(functions, "host_state_remove", 1, arguments -> state().remove(arguments[0]));
        add(functions, "host_state_has", 1, arguments -> state().has(arguments[0]));
        add(functions, "host_state_size", 0, arguments -> (int) state().size());
        add(functions, "host_state_cursor", 0, arguments -> state().cursor());
        add(functions, "host_state_next", 1, arguments -> state().next(GuestReader.number(arguments[0])));
        add(functions, "host_timer_set", 2, this::setTimer);
        add(functions, "host_timer_cancel", 1, this::cancelTimer);
        add(functions, "host_timer_due", 1, this::timerDue);
        add(functions, "host_timer_all", 0, arguments -> timers());
        add(functions, "host_effect", 2, this::effect);
        add(functions, "host_flush_state", 0, arguments -> flushState());
        return PFactory.createDict(language, functions);
    }

    private void add(EconomicMapStorage functions, String name, int parameters, HostFunction.Body body) {
        HostFunction.Body guarded = arguments -> {
            try {
                return body.call(arguments);
            } catch (AbstractTruffleException e) {
                throw e;
            } catch (UnrepresentableException e) {
                throw helpers.encodingError(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                hostFailure = e;
                throw e;
            }
        };
        functions.putUncached(Strings.toGuest(name), HostFunction.create(language, name, parameters, guarded));
    }

    // ---- The step ----

    /** Begins a call: a step, or without a context the loading of the code. */
    void begin(@Nullable ProcessorContext stepContext) {
        context = stepContext;
        failure = null;
        hostFailure = null;
    }

    void end() {
        if (context != null) {
            lines.finish(context::log);
        }
        context = null;
        state = null;
    }

    /** The arguments of {@code run}. */
    Object[] arguments(Message message) {
        Instant time = message.time();
        Object headers = message.headers().isEmpty() ? PNone.NONE : writer.write(pairs(message.headers()));
        return new Object[] {
            writer.write(message.value()),
            writer.write(message.key()),
            headers,
            writer.name(message.stream().name()),
            message.shard(),
            message.sequence(),
            time.getEpochSecond(),
            time.getNano()
        };
    }

    /** Whether the step succeeded so far, and has used the state. */
    boolean mustFinish() {
        return failure == null && state != null && state.isUsed();
    }

    private static Value pairs(List<Header> headers) {
        return Value.list(headers.stream()
                .map(header -> Value.list(Value.of(header.name()), header.value()))
                .toList());
    }

    /** A Python list of what {@code load} takes. */
    Object write(Value value) {
        return writer.write(value);
    }

    Optional<StepFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** What a function of ours threw, not the code. */
    Optional<RuntimeException> hostFailure() {
        return Optional.ofNullable(hostFailure);
    }

    /** Where {@code process} is defined, once it is loaded. */
    Optional<CodeLocation> process() {
        return Optional.ofNullable(process);
    }

    // ---- The functions ----

    private @Nullable Object connected(Object[] parts) {
        helpers.connect(parts);
        return null;
    }

    private @Nullable Object loaded(Object[] arguments) {
        int line = (int) GuestReader.number(arguments[1]);
        process = new CodeLocation(GuestReader.text(arguments[0]), line, "process");
        return null;
    }

    private @Nullable Object fail(Object[] arguments) {
        failure = StepFailure.of(arguments);
        return null;
    }

    private @Nullable Object emit(Object[] arguments) {
        Value value = read(arguments[0], "");
        Value key = read(arguments[1], " as a key");
        context().emit(new Output(value, key, headers(arguments[2])));
        return null;
    }

    private List<Header> headers(Object object) {
        if (object == PNone.NONE) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>();
        for (Value pair : read(object, " as headers").asList()) {
            if (!pair.get(0).kind().equals("string")) {
                throw helpers.outputError("cannot emit a header named " + pair.get(0) + ": use a string");
            }
            headers.add(new Header(pair.get(0).asString(), pair.get(1)));
        }
        return headers;
    }

    private Value read(Object object, String where) {
        try {
            return reader.read(object);
        } catch (UnencodableException e) {
            throw helpers.outputError(e.sentence("cannot emit", where));
        }
    }

    private @Nullable Object log(Object[] arguments) {
        context().log(GuestReader.text(arguments[0]));
        return null;
    }

    private @Nullable Object print(Object[] arguments) {
        lines.print(GuestReader.text(arguments[0]));
        if (context != null) {
            lines.drain(context::log);
        }
        return null;
    }

    private Object now() {
        Instant now = context().now();
        return helpers.tuple(now.getEpochSecond(), now.getNano());
    }

    /** The file of a time zone, or None. */
    private Object zone(Object[] arguments) {
        Optional<byte[]> file = Zones.file(GuestReader.text(arguments[0]));
        return writer.write(file.map(bytes -> Value.of(Bytes.wrap(bytes))).orElse(Value.NULL));
    }

    private Object zones() {
        return writer.write(Value.list(Zones.names().stream().map(Value::of).toList()));
    }

    private @Nullable Object putState(Object[] arguments) {
        state().put(arguments[0], arguments[1]);
        return null;
    }

    private @Nullable Object setTimer(Object[] arguments) {
        Value due = argument(arguments[1], " as the time of a timer");
        if (!due.kind().equals("time")) {
            throw helpers.encodingError("cannot set a timer to " + due.kind() + ": use a datetime or a timedelta");
        }
        context().timers().set(timerKey(arguments[0]), due.asTime());
        return null;
    }

    private @Nullable Object cancelTimer(Object[] arguments) {
        context().timers().cancel(timerKey(arguments[0]));
        return null;
    }

    private Object timerDue(Object[] arguments) {
        return writer.write(
                context().timers().due(timerKey(arguments[0])).map(Value::of).orElse(Value.NULL));
    }

    private Object timers() {
        return writer.write(Value.list(context().timers().all().stream()
                .map(timer -> Value.list(timer.key(), Value.of(timer.due())))
                .toList()));
    }

    private Value timerKey(Object object) {
        Value key = argument(object, " as a key of a timer");
        if (!key.isScalar()) {
            throw helpers.encodingError("cannot use a " + key.kind() + " as a key of a timer: use a string");
        }
        return key;
    }

    /** Whether the service answered, and its answer, or why it did not. */
    private Object effect(Object[] arguments) {
        String service = argument(arguments[0], " as the name of a service").asString();
        Value request = argument(arguments[1], " as a request");
        try {
            return helpers.tuple(true, writer.write(context().effect(service, request)));
        } catch (EffectException e) {
            return helpers.tuple(false, Strings.toGuest(String.valueOf(e.getMessage())));
        }
    }

    private Value argument(Object object, String where) {
        try {
            return reader.read(object);
        } catch (UnencodableException e) {
            throw helpers.encodingError(e.sentence("cannot use", where));
        }
    }

    private @Nullable Object flushState() {
        state().flush();
        return null;
    }

    private ProcessorContext context() {
        if (context == null) {
            throw helpers.encodingError("the context can be used only while process() or on_timer() runs");
        }
        return context;
    }

    private StateAccess state() {
        StateAccess used = state;
        if (used != null) {
            return used;
        }
        if (context == null) {
            throw helpers.encodingError("the state can be used only while process() or on_timer() runs");
        }
        used = new StateAccess(context.state(), reader, writer, helpers, comparer);
        state = used;
        return used;
    }
}
