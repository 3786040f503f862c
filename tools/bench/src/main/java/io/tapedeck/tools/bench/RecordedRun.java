package io.tapedeck.tools.bench;

import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.log.Durability;
import java.io.IOException;

/** Records runs of messages that are in memory. */
final class RecordedRun {
    static final String PASS = "Pass.java";
    static final String COUNT = "Count.java";

    private static final String QUOTED_URL = '"' + MemoryStream.URL + '"';
    static final Extensions EXTENSIONS = Extensions.load();

    private RecordedRun() {}

    /** Records what a stream gives, passed through. */
    static BenchPipeline.Recorded pass(Work work, MemoryStream stream, Durability durability) throws IOException {
        return record(work, stream, PASS, durability);
    }

    /** Records a run to be replayed. */
    static RunFolder toReplay(Work work, MemoryStream stream, String processor) throws IOException {
        return record(work, stream, processor, Durability.OS).folder();
    }

    private static BenchPipeline.Recorded record(
            Work work, MemoryStream stream, String processor, Durability durability) throws IOException {
        BenchPipeline.Plan plan = new BenchPipeline.Plan(QUOTED_URL, QUOTED_URL, processor, durability, "1s");
        return BenchPipeline.write(work.folder(), plan, EXTENSIONS.with(stream)).record(work.messages());
    }
}
