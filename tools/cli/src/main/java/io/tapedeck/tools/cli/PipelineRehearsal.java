package io.tapedeck.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs the commands on pipelines once, in both languages, as {@link Rehearsal} does the short ones: what they load and
 * what is hot in them is in the AOT cache then, and a replay need not find that out first.
 */
final class PipelineRehearsal {
    /** So many inputs that the JVM compiles what a replay is busy with. */
    private static final int TIMES = 10_000;

    private final Path folder;
    private final String language;

    private PipelineRehearsal(Path folder, String language) {
        this.folder = folder.resolve(language);
        this.language = language;
    }

    /** Rehearses in the folder that the first argument names, which must be empty; prints nothing of use. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        new PipelineRehearsal(folder, "java").rehearse(TIMES);
        new PipelineRehearsal(folder, "python").rehearse(1);
        Screen.OUT.flush();
        Screen.ERR.flush();
        StopSignal.exit(ExitCode.DONE); // a run has installed the hook that waits
    }

    private void rehearse(int times) throws IOException {
        run("init", folder.toString(), "--lang", language);
        String pipeline = folder.resolve("pipeline.toml").toString();
        Path orders = folder.resolve("orders.ndjson");
        String once = Files.readString(orders);
        Files.writeString(orders, once.repeat(times));
        run("check", pipeline);
        onData("run", pipeline);
        Files.writeString(orders, once.repeat(times + 1));
        onData("run", pipeline);
        onData("runs");
        onData("inspect", "latest", "--at", "#3");
        onData("verify", "latest");
        onData("replay", "latest", "--diff");
        onData("run", folder.resolve("missing.toml").toString());
    }

    private void onData(String... words) {
        String[] arguments = Arrays.copyOf(words, words.length + 2);
        arguments[words.length] = "--data";
        arguments[words.length + 1] = folder.resolve("runs").toString();
        run(arguments);
    }

    private static void run(String... arguments) {
        Main.commandLine(arguments).execute(arguments);
    }
}
