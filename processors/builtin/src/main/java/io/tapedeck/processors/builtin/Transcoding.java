package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.connectors.codecs.Codec;
import io.tapedeck.connectors.codecs.CodecOptions;
import io.tapedeck.connectors.codecs.Codecs;
import io.tapedeck.connectors.codecs.FramedType;
import io.tapedeck.connectors.codecs.Framing;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps between bytes and values. */
final class Transcoding {
    private static final String AVRO = "avro";

    private Transcoding() {}

    /** Decodes messages that are bytes, or text; of a framed body each message by itself. */
    static Processor decode(Definition definition) throws DefinitionException {
        ContextCodec codec = codec(definition);
        boolean isFramed = definition.flag("framed");
        Framing framing = Framing.ofLengths(FramedType.of(format(definition)));
        return (message, context) -> {
            Bytes bytes = bytes(message.value());
            for (Bytes each : isFramed ? framing.unframe(bytes) : List.of(bytes)) {
                context.emit(Output.of(message, codec.decode(each, context)));
            }
        };
    }

    /** Encodes messages; of a list, where it is framed, each item by itself. */
    static Processor encode(Definition definition) throws DefinitionException {
        ContextCodec codec = codec(definition);
        boolean isFramed = definition.flag("framed");
        Framing framing = Framing.ofLengths(FramedType.of(format(definition)));
        return (message, context) -> {
            Bytes bytes = isFramed
                    ? framed(message.value(), framing, codec, context)
                    : codec.encode(message.value(), context);
            context.emit(Output.of(message, Value.of(bytes)));
        };
    }

    private static Bytes framed(Value value, Framing framing, ContextCodec codec, ProcessorContext context)
            throws EncodingException {
        List<Bytes> messages = new ArrayList<>();
        for (Value item : value instanceof ListValue list ? list.asList() : List.of(value)) {
            messages.add(codec.encode(item, context));
        }
        return framing.frame(messages);
    }

    private static Bytes bytes(Value value) throws StepFailure, EncodingException {
        return PlainContent.of(value)
                .orElseThrow(() -> new StepFailure("the message is a " + value.kind()
                        + ", and only bytes or a string can be decoded; the source's own decode has to be \"bytes\""));
    }

    private static String format(Definition definition) throws DefinitionException {
        return definition.requiredString("format", "\"avro\"");
    }

    private static ContextCodec codec(Definition definition) throws DefinitionException {
        String format = format(definition);
        if (format.equals(AVRO) && definition.value("registry").isPresent()) {
            return RegistryCodec.of(definition);
        }
        try {
            Codec codec = Codecs.of(format, options(definition));
            return ContextCodec.of(codec);
        } catch (EncodingException e) {
            throw new DefinitionException(String.valueOf(e.getMessage()));
        }
    }

    private static CodecOptions options(Definition definition) throws DefinitionException {
        CodecOptions options = CodecOptions.NONE;
        Optional<Schema> schema =
                format(definition).equals(AVRO) ? definition.schemaFromHere() : definition.schema("schema");
        if (schema.isPresent()) {
            options = options.withSchema(schema.get().text());
        }
        Optional<Schema> writerSchema = definition.schema("writer_schema");
        if (writerSchema.isPresent()) {
            options = options.withWriterSchema(writerSchema.get().text());
        }
        if (definition.flag("extended")) {
            options = options.withExtended();
        }
        if (definition.flag("exact_integers")) {
            options = options.withExactIntegers();
        }
        if (definition.value("columns").isPresent()) {
            options = options.withColumns(definition.strings("columns", "[\"id\", \"name\"]"));
        }
        return options.withSeparator(definition.character("separator", options.separator()))
                .withQuote(definition.character("quote", options.quote()));
    }

    /** A codec that may ask the step's context. */
    interface ContextCodec {
        Bytes encode(Value value, ProcessorContext context) throws EncodingException;

        Value decode(Bytes bytes, ProcessorContext context) throws EncodingException;

        /** One that does not. */
        static ContextCodec of(Codec codec) {
            return new ContextCodec() {
                @Override
                public Bytes encode(Value value, ProcessorContext context) throws EncodingException {
                    return codec.encode(value);
                }

                @Override
                public Value decode(Bytes bytes, ProcessorContext context) throws EncodingException {
                    return codec.decode(bytes);
                }
            };
        }
    }
}
