package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.io.IOException;
import java.nio.file.Path;

/** Runs a pipeline whose processor is written in Python, from lines of JSON to lines of JSON; timed from when it is live. */
final class PythonPipeline implements Arm {
    static final String COUNT = "count.py";

    private Path orders = Path.of("");

    /** The pipeline's definition, in a folder in which its sink is made. */
    static BenchPipeline.Plan plan(Path orders) {
        return new BenchPipeline.Plan(
                "\"file://" + orders + '"', "\"file://out.ndjson\"", COUNT, Durability.OS, /* checkpoint= */ "1s");
    }

    @Override
    public void prepare(Work work) throws IOException {
        orders = Orders.write(work.folder(), work.messages());
    }

    @Override
    public double measure(Work work) throws IOException {
        work.limit().check();
        BenchPipeline pipeline = BenchPipeline.write(work.folder(), plan(orders), RecordedRun.EXTENSIONS);
        return Metric.MESSAGES.rate(
                work.messages(), 0, pipeline.record(work.messages()).nanos());
    }
}
