package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loads built-in processors. The code of one is its kind, its definition as JSON, and the files that it refers to, so that
 * a log carries it whole; but secrets stay in the environment.
 */
public final class BuiltinHostProvider implements ProcessorHostProvider {
    private static final String DEFINITION = "definition.json";
    private static final Duration DRAIN_MAX = Duration.ofSeconds(10);
    private static final Set<String> REDACTIONS =
            Set.of("encrypt", "hash", "headers", "key", "mask", "remove", "round", "select", "tokenize", "truncate");

    /** Made by {@link java.util.ServiceLoader}. */
    public BuiltinHostProvider() {}

    @Override
    public String language() {
        return "builtin";
    }

    @Override
    public Set<String> kinds() {
        return Kind.words();
    }

    @Override
    public Set<String> redactions() {
        return REDACTIONS;
    }

    @Override
    public ProcessorCode read(String step, String reference, Path folder, List<Path> classPath)
            throws ProcessorException {
        throw mistake(
                "step \"" + step + "\" is built in and has no file; its code can be replaced by a .py or .java file");
    }

    @Override
    public ProcessorCode define(String step, String kind, Value definition, io.tapedeck.runtime.References pipeline)
            throws ProcessorException {
        References.OfPipeline references = new References.OfPipeline(pipeline);
        Definition read = definition(kind, definition, references);
        make(kind, read);
        List<ProcessorCode.File> all = new ArrayList<>();
        try {
            all.add(new ProcessorCode.File(DEFINITION, new JsonCodec().encode(read.completed())));
        } catch (EncodingException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
        all.addAll(references.read());
        return new ProcessorCode(step, language(), kind, all);
    }

    @Override
    public Optional<Value> definition(ProcessorCode code) {
        try {
            return Optional.of(
                    new JsonCodec().decode(code.file(DEFINITION).orElseThrow().content()));
        } catch (EncodingException e) {
            throw new IllegalStateException("a definition is written as JSON", e);
        }
    }

    /** A batch that is not full is handed on. */
    @Override
    public Duration drain(ProcessorCode code) {
        if (!code.entry().equals("batch")) {
            return Duration.ZERO;
        }
        try {
            Value latency = definition(code).orElseThrow().get("latency");
            Duration span = Spans.parse("latency", latency.asString());
            return span.compareTo(DRAIN_MAX) < 0 ? span : DRAIN_MAX;
        } catch (DefinitionException e) {
            throw new IllegalStateException("a definition says its latency", e);
        }
    }

    @Override
    public ProcessorHost load(ProcessorCode code) throws ProcessorException {
        try {
            Bytes text = code.file(DEFINITION).orElseThrow().content();
            Definition read = definition(code.entry(), new JsonCodec().decode(text), new References.OfLog(code));
            return new BuiltinHost(make(code.entry(), read));
        } catch (EncodingException e) {
            throw mistake("its definition cannot be read: " + e.getMessage());
        }
    }

    private static Definition definition(String kind, Value value, References references) throws ProcessorException {
        return Definition.of(value, kind(kind).main(), references);
    }

    private static Kind kind(String word) throws ProcessorException {
        return Kind.of(word).orElseThrow(() -> mistake("there is no built-in processor \"" + word + "\" here"));
    }

    private static Processor make(String kind, Definition definition) throws ProcessorException {
        try {
            return kind(kind).make(definition);
        } catch (DefinitionException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
    }

    private static ProcessorException mistake(String sentence) {
        return new ProcessorException(FailureKind.LOAD, sentence, Optional.empty(), "");
    }
}
