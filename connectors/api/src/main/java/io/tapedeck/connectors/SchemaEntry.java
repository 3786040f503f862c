package io.tapedeck.connectors;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of what a registry of schemas holds ({@code spec/schemas.md}): a version of a schema, such as {@code
 * order@2.json}, or a migration from one to another, such as {@code order@1-2.json}.
 *
 * @param schema the name of the schema
 * @param from the version; of a migration that which it starts from
 * @param to the version that a migration leads to; of a schema the same as {@code from}
 * @param isAvro whether it is an Avro schema, and no JSON
 */
public record SchemaEntry(String schema, int from, int to, boolean isAvro) implements Comparable<SchemaEntry> {
    private static final String JSON = ".json";
    private static final String AVRO = ".avsc";
    private static final Pattern REFERENCE =
            Pattern.compile("([A-Za-z0-9._-]{1,249})@([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");
    private static final Comparator<SchemaEntry> ORDER = Comparator.comparing(SchemaEntry::schema)
            .thenComparing(SchemaEntry::isMigration)
            .thenComparingInt(SchemaEntry::from)
            .thenComparingInt(SchemaEntry::to)
            .thenComparing(SchemaEntry::isAvro);

    /** The entry of a name with its ending; empty where it is the name of none. */
    public static Optional<SchemaEntry> ofName(String name) {
        boolean isAvro = name.endsWith(AVRO);
        if (!isAvro && !name.endsWith(JSON)) {
            return Optional.empty();
        }
        return of(name.substring(0, name.length() - JSON.length()), isAvro);
    }

    /** The entry of a reference, such as {@code order@2}; empty where it is none. */
    public static Optional<SchemaEntry> of(String reference, boolean isAvro) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(matcher.group(2));
        int to = matcher.group(3) == null ? from : Integer.parseInt(matcher.group(3));
        boolean isFromItself = matcher.group(3) != null && from == to;
        SchemaEntry entry = new SchemaEntry(matcher.group(1), from, to, isAvro);
        return isFromItself || isAvro && entry.isMigration() ? Optional.empty() : Optional.of(entry);
    }

    /** Whether it leads from one version to another. */
    public boolean isMigration() {
        return from != to;
    }

    /** What a pipeline calls it: {@code order@2}, or {@code order@1-2}. */
    public String reference() {
        return schema + "@" + from + (isMigration() ? "-" + to : "");
    }

    /** Its name in the registry, with the ending. */
    public String name() {
        return reference() + (isAvro ? AVRO : JSON);
    }

    /** By the schema's name, versions before migrations. */
    @Override
    public int compareTo(SchemaEntry other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name();
    }
}
