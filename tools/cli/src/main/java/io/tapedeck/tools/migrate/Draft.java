package io.tapedeck.tools.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A part of the pipeline file that is being written, and what is to be said of it. */
final class Draft {
    private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");

    private final TomlText text = new TomlText();
    private final Variables variables;
    private final Set<NotCarriedOver> notes;

    Draft(Variables variables, Set<NotCarriedOver> notes) {
        this.variables = variables;
        this.notes = notes;
    }

    TomlText text() {
        return text;
    }

    void comment(String sentence) {
        text.comment(sentence);
    }

    /** Says of an entry that it has no counterpart, and why, or what to do instead. */
    void notCarriedOver(ForeignTable.Entry entry, String reason) {
        notCarriedOver(entry.path() + " = " + shown(entry.path(), entry.value()), entry.path(), entry.line(), reason);
    }

    /** The same of something that is no single entry. */
    void notCarriedOver(String what, String key, int line, String reason) {
        text.comment("not carried over: " + what + " (line " + line + "): " + reason);
        notes.add(new NotCarriedOver(line, key, reason));
    }

    /** What a string of the original is here: a reference to a variable where it is secret, or was one there. */
    String string(MstreamService service, String key, String value) {
        Matcher variable = VARIABLE.matcher(value);
        if (variable.matches()) {
            variables.named(variable.group(1));
            comment("set the variable " + variable.group(1) + ", as before");
            return Variables.reference(variable.group(1));
        }
        return Secrets.isSecret(key) ? secret(service, key) : value;
    }

    /** A reference to a variable, in the place of a secret. */
    String secret(MstreamService service, String key) {
        String name = variables.nameFor(service.name(), key);
        comment("set the variable " + name + " to the " + key + " that service \"" + service.name()
                + "\" has in the original");
        return Variables.reference(name);
    }

    /** A reference to a variable for what the original does not say. */
    String unknown(MstreamService service, String key, String sentence) {
        String name = variables.nameFor(service.name(), key);
        comment("set the variable " + name + ": " + sentence);
        return Variables.reference(name);
    }

    /** A value as a comment shows it: on one line, without what is secret. */
    private static String shown(String key, Object value) {
        if (Secrets.isSecret(key)) {
            return "(not shown)";
        }
        return switch (value) {
            case TomlTable table ->
                table.keySet().stream()
                        .map(name -> TomlText.key(name) + " = " + shown(name, table.get(List.of(name))))
                        .collect(Collectors.joining(", ", "{ ", " }"));
            case TomlArray array -> {
                List<String> items = new ArrayList<>();
                array.toList().forEach(item -> items.add(shown(key, item)));
                yield "[" + String.join(", ", items) + "]";
            }
            default -> Secrets.withoutUser(TomlText.value(value));
        };
    }

    /** An option of a stream, or what else stands as {@code key = value}. */
    void entry(String key, Object value) {
        text.entry(key, value);
    }

    /** A step of a pipeline. */
    void step(String pipeline, Map<String, Object> entries) {
        text.heading(/* ofList= */ true, "pipeline", pipeline, "step");
        entries.forEach(text::entry);
        text.blank();
    }
}
