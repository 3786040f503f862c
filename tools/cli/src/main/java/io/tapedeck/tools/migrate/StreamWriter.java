package io.tapedeck.tools.migrate;

import java.util.Map;

/** Makes of a resource of one kind of service what a pipeline reads or writes: a URL, and its options. */
interface StreamWriter {
    /** The table of a {@code from}; what is to be said of it goes into the draft. */
    Map<String, Object> source(MstreamReference from, PipelinePlan plan, Draft draft);

    /** The table of a {@code to}. */
    Map<String, Object> sink(MstreamReference to, PipelinePlan plan, Draft draft);
}
