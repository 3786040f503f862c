package io.tapedeck.tools.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What of outputs is not compared. */
final class IgnoreOption {
    @Option(
            names = "--ignore",
            paramLabel = "FIELD",
            description =
                    "a field of the outputs that may differ, as in --ignore meta.version; may be given several times")
    private List<String> fields = new ArrayList<>();

    List<String> fields() {
        return fields;
    }
}
