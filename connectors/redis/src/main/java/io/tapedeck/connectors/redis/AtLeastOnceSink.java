package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EffectNames;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/**
 * Adds outputs to a stream with their effect ids in a field, many commands at a time. Those whose answer did not come are
 * sent again; the reader tells by the id. A stream does not tell which of its entries are whose.
 */
final class AtLeastOnceSink implements Sink, CallsUnderWay.Form {
    private final RedisLink link;
    private final SinkSettings settings;
    private final EffectNames names;
    private final CallsUnderWay calls;
    private final boolean isTransactional;

    /** Opens the stream for a run's outputs. */
    AtLeastOnceSink(RedisLink link, SinkSettings settings, SinkContext context) throws ConnectorException {
        this.link = link;
        this.settings = settings;
        names = new EffectNames(context);
        Persistence persistence = new Persistence(link, "write to the stream " + settings.key());
        persistence.first(() ->
                link.call(new Request(Command.XLEN).with(settings.key()))); // says WRONGTYPE before anything is written
        calls = new CallsUnderWay(link, persistence, this);
        isTransactional = persistence.first(this::isEachWriteForced);
    }

    /** Whether the server forces each write to its disk: then it is to have few. One that does not tell does not. */
    private boolean isEachWriteForced() throws ServerLostException {
        try {
            Object answer = link.call(new Request(Command.CONFIG).with("GET").with("append*"))
                    .orElseThrow();
            Map<String, Object> settings = Request.members((List<?>) answer);
            return isSet(settings, "appendonly", "yes") && isSet(settings, "appendfsync", "always");
        } catch (ErrorReplyException e) {
            return false;
        }
    }

    private static boolean isSet(Map<String, Object> settings, String name, String value) {
        return settings.containsKey(name) && Request.text(settings.get(name)).equals(value);
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return settings.writer().encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        List<byte[]> fields = settings.writer().fields(effect.output(), effect.encoded());
        fields.add(bytes(FieldNames.EFFECT));
        fields.add(bytes(names.of(effect.id())));
        calls.add(new Batch.Item(effect, fields));
    }

    @Override
    public boolean push() throws ConnectorException {
        return calls.push();
    }

    @Override
    public void flush() throws ConnectorException {
        calls.flush();
    }

    @Override
    public List<Request> requests(List<Batch.Item> items) {
        List<Request> requests = items.stream().map(item -> add(item.fields())).toList();
        return isTransactional ? Transaction.of(requests) : requests;
    }

    @Override
    public void take(EffectId last, List<Optional<Object>> answers) throws ErrorReplyException, ConnectorException {
        if (isTransactional) {
            for (Object id : Transaction.done(answers)) {
                take(Optional.ofNullable(Transaction.checked(id)));
            }
        } else {
            for (Optional<Object> id : answers) {
                take(id);
            }
        }
    }

    private void take(Optional<Object> id) throws ErrorReplyException, ConnectorException {
        if (id.isEmpty()) {
            throw OnceSink.noStream(link, settings.key());
        }
        if (id.get() instanceof ErrorReplyException error) {
            throw error;
        }
    }

    private Request add(List<byte[]> fields) {
        Request add = new Request(Command.XADD).with(settings.key());
        if (!settings.mkstream()) {
            add.with("NOMKSTREAM");
        }
        settings.maxlen().ifPresent(maxlen -> add.with("MAXLEN").with("~").with(maxlen));
        return add.with("*").with(fields);
    }

    @Override
    public void close() throws ConnectorException {
        try {
            flush();
        } finally {
            link.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
