package io.tapedeck.tools.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A side in a process of its own, with the flags of this one: what it takes of memory is told from what the others take, and
 * its libraries need not go together with ours. It is asked for one move after the other, so that it is as warm as the
 * other side: a line of what is parted by tabs is the question ({@link Request}), {@value #DONE} the answer.
 */
final class BridgeProcess implements Closeable {
    static final String DONE = "done";

    private static final String PARTS = "\t";
    private static final long LOOK_NANOS = 1_000_000;

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path errors;

    /** One question. */
    record Request(Bridge.Route route, long messages) {
        static Request parse(String line) {
            String[] parts = line.split(PARTS, -1);
            return new Request(
                    new Bridge.Route(
                            new Bridge.Place(parts[0], parts[1], parts[2]),
                            new Bridge.Place(parts[3], parts[4], parts[5]),
                            Path.of(parts[6])),
                    Long.parseLong(parts[7]));
        }

        String line() {
            return String.join(
                    PARTS,
                    route.from().scheme(),
                    route.from().node(),
                    route.from().key(),
                    route.to().scheme(),
                    route.to().node(),
                    route.to().key(),
                    route.folder().toString(),
                    Long.toString(messages));
        }
    }

    /**
     * What to start.
     *
     * @param classPath its classes
     * @param main the main class and its arguments
     */
    record Command(String classPath, List<String> main) {
        /** A side that is made of our classes. */
        static Command of(BridgeWorker.Side side) {
            return new Command(
                    System.getProperty("java.class.path"), List.of(BridgeWorker.class.getName(), side.name()));
        }
    }

    private BridgeProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        questions = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one; what it has to complain of goes to a file in a folder. */
    static BridgeProcess start(Command command, Path folder) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of("-cp", command.classPath()));
        words.addAll(command.main());
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
                .start();
        return new BridgeProcess(process, errors);
    }

    /** Moves messages; as {@link Bridge#move}. */
    void move(Bridge.Route route, long messages, Limit limit) throws IOException {
        ask(new Request(route, messages));
        while (!isDone()) {
            limit.check();
            if (!process.isAlive()) {
                throw new IllegalStateException("what is measured failed: " + lastErrors());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void ask(Request request) throws IOException {
        questions.write(request.line());
        questions.newLine();
        questions.flush();
    }

    private boolean isDone() throws IOException {
        return answers.ready() && DONE.equals(answers.readLine());
    }

    private String lastErrors() throws IOException {
        try (Stream<String> lines = Files.lines(errors)) {
            return String.join(" ", lines.limit(5).toList());
        }
    }

    /** The most memory that it ever had at once; 0 where the system does not tell. */
    long residentBytesMax() {
        return Machine.residentBytesMax(process.toHandle());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
