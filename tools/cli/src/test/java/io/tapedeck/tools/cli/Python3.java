package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain Python of this machine. Where it is not there, or lacks a module, the test is skipped and says so; with
 * {@code -Dservers.required=true} it fails.
 */
final class Python3 {
    private Python3() {}

    /** Runs Python in a folder; standard error comes with standard output. */
    static Shelled.Result run(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return missing("there is no python3 on the PATH");
        }
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Shelled.Result(process.waitFor(), out, "");
    }

    /** Runs pytest in a folder. */
    static Shelled.Result pytest(Path folder) throws IOException, InterruptedException {
        Shelled.Result result = run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider");
        return result.out().contains("No module named pytest")
                ? missing("python3 has no pytest; .ci/run installs it")
                : result;
    }

    private static Shelled.Result missing(String what) {
        return Boolean.getBoolean("servers.required") ? fail(what) : abort(what);
    }
}
