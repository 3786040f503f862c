package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds outputs to a stream, each once: the server itself holds the last effect in a hash beside the stream, and looks at it
 * in the call that adds ({@link DeliveryScript}). So a call may be sent again whenever it is not known what became of it. Each
 * opening takes the next epoch, and who has an older one is refused.
 */
final class OnceSink implements Sink, CallsUnderWay.Form {
    private static final EffectId NONE = new EffectId(0, -1);

    private final RedisLink link;
    private final SinkSettings settings;
    private final DeliveryScript script;
    private final CallsUnderWay calls;
    private final String progress;
    private final byte[] epoch;
    /** The last effect sent, and the last that is known to be there. */
    private EffectId sent;

    private EffectId last;

    /** Opens the stream for a run's outputs. */
    OnceSink(RedisLink link, SinkSettings settings, SinkContext context) throws ConnectorException {
        this.link = link;
        this.settings = settings;
        script = new DeliveryScript(link);
        Persistence persistence = new Persistence(link, "write to the stream " + settings.key());
        progress = progressKey(settings.key(), context);
        calls = new CallsUnderWay(link, persistence, this);
        List<?> held = persistence.first(this::open);
        epoch = bytes(held.get(0).toString());
        last = new EffectId(Long.parseLong(Request.text(held.get(1))), Integer.parseInt(Request.text(held.get(2))));
        sent = last;
    }

    private List<?> open() throws ServerLostException, ErrorReplyException, ConnectorException {
        try {
            return script.open(settings.key(), progress, List.of(flag(settings.mkstream())));
        } catch (ErrorReplyException e) {
            throw ofOurs(e).orElseThrow(() -> e);
        }
    }

    /** The hash beside a stream; the braces keep it on the stream's node of a cluster. */
    static String progressKey(String key, SinkContext context) {
        return "tapedeck:{" + key + "}:" + context.lineage() + ":" + context.task();
    }

    @Override
    public Optional<EffectId> last() {
        return last.equals(NONE) ? Optional.empty() : Optional.of(last);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return settings.writer().encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        calls.add(new Batch.Item(effect, settings.writer().fields(effect.output(), effect.encoded())));
    }

    @Override
    public boolean push() throws ConnectorException {
        return calls.push();
    }

    @Override
    public void flush() throws ConnectorException {
        calls.flush();
    }

    /** Each call builds on the one before, so that nothing is added where that one failed. */
    @Override
    public List<Request> requests(List<Batch.Item> items) {
        Request call = script.deliver(settings.key(), progress, arguments(items, sent));
        sent = later(sent, items.getLast().effect().id());
        return List.of(call);
    }

    @Override
    public void take(EffectId reached, List<Optional<Object>> answers) throws ErrorReplyException, ConnectorException {
        if (answers.getFirst().orElseThrow() instanceof ErrorReplyException e) {
            throw ofOurs(e).orElseThrow(() -> e);
        }
        last = later(last, reached);
    }

    private static EffectId later(EffectId one, EffectId other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public boolean canMend(List<Optional<Object>> answers) {
        return answers.getFirst().orElseThrow() instanceof ErrorReplyException e && DeliveryScript.isMissing(e);
    }

    @Override
    public void mend() throws ServerLostException, ErrorReplyException {
        script.load();
    }

    /** What an error means that {@code deliver.lua} words. */
    private Optional<ConnectorException> ofOurs(ErrorReplyException e) {
        return switch (e.reply().split(" ", 2)[0]) {
            case "TAPEDECK-FENCED" -> Optional.of(fenced());
            case "TAPEDECK-FORGOT" -> Optional.of(forgot());
            case "TAPEDECK-NOSTREAM" -> Optional.of(noStream(link, settings.key()));
            default -> Optional.empty();
        };
    }

    private ConnectorException fenced() {
        return new ConnectorException("the stream " + settings.key() + " on redis at " + link.server()
                + " has another writer for the outputs of this run, opened later: another process that runs it,"
                + " or another sink of the pipeline on the same stream; end one, and run again");
    }

    private ConnectorException forgot() {
        String held = last.equals(NONE) ? " is gone" : " does not reach " + last + " any more";
        return new ConnectorException(
                "redis at " + link.server() + " forgot what it had acknowledged: " + progress + held
                        + "; run again, and what it lacks is made again from the log"
                        + " (appendfsync always keeps what was acknowledged)");
    }

    /** That a stream is not there, and must not be made. */
    static ConnectorException noStream(RedisLink link, String key) {
        return new ConnectorException(
                "there is no stream " + key + " on redis at " + link.server() + "; mkstream = true makes it");
    }

    private List<byte[]> arguments(List<Batch.Item> items, EffectId after) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(epoch);
        arguments.add(bytes(Long.toString(after.ordinal())));
        arguments.add(bytes(Integer.toString(after.index())));
        arguments.add(bytes(settings.maxlen().map(String::valueOf).orElse("")));
        arguments.add(flag(settings.mkstream()));
        for (Batch.Item item : items) {
            arguments.add(bytes(Long.toString(item.effect().id().ordinal())));
            arguments.add(bytes(Integer.toString(item.effect().id().index())));
            arguments.add(bytes(Integer.toString(item.fields().size())));
            arguments.addAll(item.fields());
        }
        return arguments;
    }

    @Override
    public void close() throws ConnectorException {
        try {
            flush();
        } finally {
            link.close();
        }
    }

    private static byte[] flag(boolean value) {
        return bytes(value ? "1" : "0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
