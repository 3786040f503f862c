package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.expressions.Expression;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectException;
import io.tapedeck.runtime.ProcessorContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a service of the pipeline, and puts what it answers into the message, or in its place. */
final class Enrichment implements ValueStep.Change {
    private static final int REASON_CHARS_MAX = 200;

    private final String service;
    private final Optional<Value> method;
    /** What the request has of the message, by the request's own names. */
    private final Map<String, Expression> parts;

    private final Map<String, Expression> query;
    private final Map<String, Expression> headers;
    private final Optional<String> headerPrefix;
    private final Optional<FieldPath> into;
    private final JsonCodec json = new JsonCodec();

    private Enrichment(Definition definition) throws DefinitionException {
        service = definition.requiredString("service", "\"geo\"");
        method = definition.string("method").map(Value::of);
        parts = new LinkedHashMap<>();
        for (String part : new String[] {"path", "body"}) {
            Expressions.entry(part, definition).ifPresent(expression -> parts.put(part, expression));
        }
        query = Expressions.table("query", definition);
        headers = Expressions.table("headers", definition);
        headerPrefix = definition.string("header_prefix");
        Optional<String> field = definition.string("into");
        into = field.isPresent() ? Optional.of(FieldPath.parse(field.get())) : Optional.empty();
    }

    static ValueStep of(Definition definition) throws DefinitionException {
        return new ValueStep(new Enrichment(definition));
    }

    @Override
    public Value of(Message message, ProcessorContext context) throws StepFailure, EncodingException {
        Value answer = answer(request(message, context), context);
        long status = answer.get("status").asLong();
        if (status / 100 != 2) {
            throw new StepFailure(
                    "service \"" + service + "\" answers with status " + status + reason(answer.get("body")));
        }
        Value body = answer.get("body");
        return into.isPresent() ? into.get().put(ValueStep.fieldsOf(message), body) : body;
    }

    private Value answer(Value request, ProcessorContext context) throws StepFailure {
        try {
            return context.effect(service, request);
        } catch (EffectException e) {
            throw new StepFailure("service \"" + service + "\": " + e.getMessage());
        }
    }

    private Value request(Message message, ProcessorContext context) throws StepFailure, EncodingException {
        MapValue.Builder request = MapValue.builder();
        method.ifPresent(name -> request.put("method", name));
        for (Map.Entry<String, Expression> part : parts.entrySet()) {
            Expressions.evaluate(part.getValue(), message, context)
                    .ifPresent(value -> request.put(part.getKey(), value));
        }
        if (!query.isEmpty()) {
            request.put("query", evaluated(query, MapValue.builder(), message, context));
        }
        if (headerPrefix.isPresent() || !headers.isEmpty()) {
            request.put("headers", evaluated(headers, passedOn(message), message, context));
        }
        return request.build();
    }

    /** The message's own headers, under names with the prefix. */
    private MapValue.Builder passedOn(Message message) throws EncodingException {
        MapValue.Builder passed = MapValue.builder();
        if (headerPrefix.isPresent()) {
            for (Header header : message.headers()) {
                passed.put(
                        headerPrefix.get() + header.name(),
                        Value.of(PlainContent.orJson(header.value(), json).toUtf8()));
            }
        }
        return passed;
    }

    private static Value evaluated(
            Map<String, Expression> expressions, MapValue.Builder into, Message message, ProcessorContext context)
            throws StepFailure {
        for (Map.Entry<String, Expression> each : expressions.entrySet()) {
            Expressions.evaluate(each.getValue(), message, context)
                    .filter(value -> !value.isNull())
                    .ifPresent(value -> into.put(each.getKey(), value));
        }
        return into.build();
    }

    private static String reason(Value body) {
        String text = body instanceof StringValue said ? said.value().strip() : "";
        return text.isEmpty() ? "" : ", \"" + text.substring(0, Math.min(text.length(), REASON_CHARS_MAX)) + "\"";
    }
}
