package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The script of plain Python in a process of its own, which times itself: its start is not counted. */
final class PlainPython implements Arm {
    static final String NAME = "CPython";

    private static final String SCRIPT = "plain.py";
    private static final String INTERPRETER = "python3";

    private final Job job;
    private Path folder = Path.of("");
    private Path script = Path.of("");
    private Path orders = Path.of("");
    private String version = "";

    /** What the script does. */
    enum Job {
        /** Lines of JSON in and out, with a counter. */
        PIPELINE,
        /** A dict in, a dict out. */
        HANDLER,
        /** The same with a counter. */
        COUNTER;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    PlainPython(Job job) {
        this.job = job;
    }

    @Override
    public void prepare(Work work) throws IOException {
        folder = work.folder();
        script = BenchPipeline.copyResource(SCRIPT, folder);
        orders = Orders.write(folder, job == Job.PIPELINE ? work.messages() : PythonHandler.ORDERS);
    }

    @Override
    public double measure(Work work) throws IOException {
        long rounds = PythonHandler.rounds(work);
        String argument =
                job == Job.PIPELINE ? work.folder().resolve("out.ndjson").toString() : Long.toString(rounds);
        String[] result = run(work.limit(), script.toString(), job.word(), orders.toString(), argument);
        version = result[1];
        double messages = job == Job.PIPELINE ? work.messages() : rounds * PythonHandler.ORDERS;
        return messages / Double.parseDouble(result[0]);
    }

    private String[] run(Limit limit, String... arguments) throws IOException {
        Launcher python = new Launcher(List.of(INTERPRETER));
        try {
            python.run(folder, limit, arguments);
        } catch (IOException e) {
            throw new CannotStartException(INTERPRETER + " cannot be started");
        }
        return Files.readString(folder.resolve(Launcher.OUTPUT), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
    }

    @Override
    public Optional<String> note() {
        return Optional.of(NAME + " is " + version);
    }
}
