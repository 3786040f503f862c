package io.tapedeck.runtime;

import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the definition of a built-in processor may refer to. All that fails does so with a sentence. */
public interface References {
    /** The content of a file, by the name that the pipeline gives it. */
    Bytes file(String name) throws IOException;

    /** The names of all that the pipeline's registry of schemas holds, such as {@code order@2.json}. */
    List<String> schemaEntries() throws IOException;

    /** The text of one of them. */
    Bytes schemaEntry(String name) throws IOException;

    /** The schema that messages have before the step: a file's name, or one such as {@code order@2}. */
    Optional<String> schemaBefore();

    /** Says which schema messages have from the step on. */
    void setSchema(String name);
}
