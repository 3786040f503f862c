package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The command line in a process that stays: a JVM for each of many commands would take minutes. Runs the very
 * {@link Main}, one command after the other, and takes apart what each printed.
 */
final class InProcess implements AutoCloseable {
    private static final String END = "--- exit ";

    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;
    private final Path folder;

    /** The other end: reads a command a line, its words separated by tabs. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int unit = System.in.read(); unit >= 0; unit = System.in.read()) {
                if (unit != '\n') {
                    line.write(unit);
                    continue;
                }
                String[] words = line.toString(StandardCharsets.UTF_8).split("\t", -1);
                line.reset();
                int exit = Main.commandLine(words).execute(words);
                for (var stream : List.of(Screen.OUT, Screen.ERR)) {
                    stream.println("\n" + END + exit);
                    stream.flush();
                }
            }
            StopSignal.exit(ExitCode.DONE); // a command may have left a hook that waits for the process to end itself
        }
    }

    InProcess(Path folder) throws IOException {
        this(folder, new Shelled(folder));
    }

    /** One that is started as {@code shelled} would start a command in the folder. */
    InProcess(Path folder, Shelled shelled) throws IOException {
        this(folder, shelled, Map.of());
    }

    /** With more variables in its environment. */
    InProcess(Path folder, Shelled shelled, Map<String, String> environment) throws IOException {
        this.folder = folder;
        ProcessBuilder builder = shelled.builder();
        builder.environment().putAll(environment);
        List<String> command = builder.command();
        command.set(command.indexOf(Main.class.getName()), Server.class.getName());
        process = builder.start();
        out = process.inputReader(StandardCharsets.UTF_8);
        err = process.errorReader(StandardCharsets.UTF_8);
    }

    /** Runs a command. */
    Shelled.Result run(String... words) throws IOException {
        process.getOutputStream().write((String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String printed = readToEnd(out);
        String warned = readToEnd(err);
        int at = printed.lastIndexOf(END);
        int exit = Integer.parseInt(printed.substring(at + END.length()));
        return new Shelled.Result(exit, printed.substring(0, at - 1), warned.substring(0, warned.lastIndexOf(END) - 1));
    }

    /** Runs a command that has to end with an exit code. */
    Shelled.Result expect(int exit, String... words) throws IOException {
        Shelled.Result result = run(words);
        assertEquals(exit, result.exit(), result.toString());
        return result;
    }

    /** What was printed up to the line that says the end; the line feed before that is the server's. */
    private static String readToEnd(BufferedReader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = reader.readLine();
            if (line == null) {
                throw new AssertionError("the process has ended: " + text);
            }
            text.append(line);
            if (line.startsWith(END)) {
                return text.toString();
            }
            text.append("\n");
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
