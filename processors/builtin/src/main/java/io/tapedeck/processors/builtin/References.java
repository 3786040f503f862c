package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files and schemas that a definition refers to: those of a pipeline, or those that a log has of them. */
interface References {
    /** The content of a file, by the name that the pipeline gives it. */
    Bytes file(String name) throws DefinitionException;

    /** What there is of schemas and migrations, in order. */
    List<SchemaEntry> schemas() throws DefinitionException;

    /** The text of one of them. */
    Bytes schema(SchemaEntry entry) throws DefinitionException;

    /** The schema that messages have before the step; a recorded definition says itself what it is. */
    Optional<String> schemaBefore();

    /** Says which schema messages have from the step on. */
    void setSchema(String name);

    /** Those of a pipeline, of which what is read is kept. */
    final class OfPipeline implements References {
        private final io.tapedeck.runtime.References pipeline;
        private final Map<String, Bytes> read = new LinkedHashMap<>();

        OfPipeline(io.tapedeck.runtime.References pipeline) {
            this.pipeline = pipeline;
        }

        /** What was read, for the log to carry. */
        List<ProcessorCode.File> read() {
            List<ProcessorCode.File> files = new ArrayList<>();
            read.forEach((name, content) -> files.add(new ProcessorCode.File(name, content)));
            return files;
        }

        @FunctionalInterface
        private interface Reading<T> {
            T read() throws IOException;
        }

        private static <T> T reading(Reading<T> reading) throws DefinitionException {
            try {
                return reading.read();
            } catch (IOException e) {
                throw new DefinitionException(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public Bytes file(String name) throws DefinitionException {
            Bytes content = reading(() -> pipeline.file(name));
            read.put(name, content);
            return content;
        }

        @Override
        public List<SchemaEntry> schemas() throws DefinitionException {
            return entries(reading(pipeline::schemaEntries));
        }

        @Override
        public Bytes schema(SchemaEntry entry) throws DefinitionException {
            Bytes content = reading(() -> pipeline.schemaEntry(entry.name()));
            read.put(entry.name(), content);
            return content;
        }

        @Override
        public Optional<String> schemaBefore() {
            return pipeline.schemaBefore();
        }

        @Override
        public void setSchema(String name) {
            pipeline.setSchema(name);
        }
    }

    /** Those that a log has. */
    record OfLog(ProcessorCode code) implements References {
        @Override
        public Bytes file(String name) throws DefinitionException {
            return code.file(name)
                    .map(ProcessorCode.File::content)
                    .orElseThrow(() -> new DefinitionException("the recorded code has no file " + name));
        }

        @Override
        public List<SchemaEntry> schemas() {
            return entries(code.files().stream().map(ProcessorCode.File::name).toList());
        }

        @Override
        public Bytes schema(SchemaEntry entry) throws DefinitionException {
            return file(entry.name());
        }

        @Override
        public Optional<String> schemaBefore() {
            return Optional.empty();
        }

        @Override
        public void setSchema(String name) {}
    }

    private static List<SchemaEntry> entries(List<String> names) {
        return names.stream()
                .map(SchemaEntry::ofName)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }
}
