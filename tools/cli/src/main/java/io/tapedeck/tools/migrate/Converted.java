package io.tapedeck.tools.migrate;

import java.util.List;

/**
 * What was made of a configuration.
 *
 * @param text the pipeline file
 * @param pipelines the names of its pipelines
 * @param disabled the names of connectors that are there as comments only
 * @param variables the variables of the environment that have to be set
 * @param notes what has no counterpart, as comments in the text say too
 */
public record Converted(
        String text,
        List<String> pipelines,
        List<String> disabled,
        List<String> variables,
        List<NotCarriedOver> notes) {
    /** Copies the lists. */
    public Converted {
        pipelines = List.copyOf(pipelines);
        disabled = List.copyOf(disabled);
        variables = List.copyOf(variables);
        notes = List.copyOf(notes);
    }
}
