package io.tapedeck.processors.builtin;

import io.tapedeck.runtime.Processor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A kind of built-in processor.
 *
 * @param main the entry that a definition stands for where it is no table
 * @param maker makes the processor
 */
record Kind(String main, Maker maker) {
    private static final Map<String, Kind> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("filter", new Kind("when", Expressions::filter)),
            Map.entry("map", new Kind("value", Expressions::map)),
            Map.entry("set", new Kind("", Expressions::set)),
            Map.entry("key", new Kind("to", Expressions::key)),
            Map.entry("headers", new Kind("", Expressions::headers)),
            Map.entry("select", new Kind("fields", Shapes::select)),
            Map.entry("remove", new Kind("fields", Shapes::remove)),
            Map.entry("rename", new Kind("", Shapes::rename)),
            Map.entry("mask", new Kind("fields", Masks::step)),
            Map.entry("hash", new Kind("fields", Protections::hash)),
            Map.entry("tokenize", new Kind("fields", Protections::tokenize)),
            Map.entry("truncate", new Kind("fields", Protections::truncate)),
            Map.entry("round", new Kind("fields", Protections::round)),
            Map.entry("encrypt", new Kind("fields", Encryption::encrypt)),
            Map.entry("decrypt", new Kind("fields", Encryption::decrypt)),
            Map.entry("decode", new Kind("format", Transcoding::decode)),
            Map.entry("encode", new Kind("format", Transcoding::encode)),
            Map.entry("batch", new Kind("count", Batches::of)),
            Map.entry("split", new Kind("field", Batches::split)),
            Map.entry("validate", new Kind("schema", Validation::of)),
            Map.entry("enrich", new Kind("service", Enrichment::of)),
            Map.entry("migrate", new Kind("schema", Migration::of)),
            Map.entry("dedupe", new Kind("by", Deduplication::of)),
            Map.entry("rate_limit", new Kind("rate", RateLimit::of)),
            Map.entry("sample", new Kind("rate", Sample::of))));

    /** Makes a processor of a definition. */
    @FunctionalInterface
    interface Maker {
        Processor make(Definition definition) throws DefinitionException;
    }

    /** The words for them. */
    static Set<String> words() {
        return ALL.keySet();
    }

    static Optional<Kind> of(String word) {
        return Optional.ofNullable(ALL.get(word));
    }

    /** The processor of a definition that has nothing besides what the kind knows. */
    Processor make(Definition definition) throws DefinitionException {
        Processor processor = maker.make(definition);
        definition.rejectUnknownKeys();
        return processor;
    }
}
