package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.log.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A schema that a step refers to.
 *
 * @param name a file's name, or one such as {@code order@2}, of the pipeline's registry
 * @param text its text
 * @param isAvro whether it is an Avro schema; else it is a JSON Schema
 */
record Schema(String name, String text, boolean isAvro) {
    private static final String LATEST = "@latest";
    private static final String AVRO_FILE = ".avsc";

    /** The schema of a name: a file, a version of a schema in the registry, or the latest of one. */
    static Schema of(String name, References references) throws DefinitionException {
        if (isFile(name)) {
            return new Schema(name, text(references.file(name)), name.endsWith(AVRO_FILE));
        }
        SchemaEntry entry = entry(name, references);
        return new Schema(entry.reference(), text(references.schema(entry)), entry.isAvro());
    }

    private static boolean isFile(String name) {
        return name.indexOf('@') < 0 && (name.indexOf('.') >= 0 || name.indexOf('/') >= 0);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static SchemaEntry entry(String name, References references) throws DefinitionException {
        String schema = name.indexOf('@') < 0 ? name : name.substring(0, name.indexOf('@'));
        boolean isLatest = name.equals(schema) || name.equals(schema + LATEST);
        List<SchemaEntry> versions = references.schemas().stream()
                .filter(entry -> entry.schema().equals(schema) && !entry.isMigration())
                .toList();
        List<SchemaEntry> found = versions.stream()
                .filter(entry -> isLatest
                        ? entry.from() == versions.getLast().from()
                        : entry.reference().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new DefinitionException(
                    "there is no schema " + name + " in the registry; " + known(versions, references));
        }
        if (found.size() > 1) {
            throw new DefinitionException("the registry has both " + found.getFirst() + " and " + found.getLast()
                    + "; a version has one of them");
        }
        return found.getFirst();
    }

    private static String known(List<SchemaEntry> versions, References references) throws DefinitionException {
        if (!versions.isEmpty()) {
            return "it has " + versions.stream().map(SchemaEntry::reference).collect(Collectors.joining(", "));
        }
        TreeSet<String> names =
                references.schemas().stream().map(SchemaEntry::schema).collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? "it is empty" : "it has " + String.join(", ", names);
    }

    /** The version of the schema of a name that the reference of another has; empty where that is another schema. */
    static Optional<Integer> versionOf(String reference, String schema) {
        return SchemaEntry.of(reference, /* isAvro= */ false)
                .filter(entry -> entry.schema().equals(schema))
                .map(SchemaEntry::from);
    }
}
