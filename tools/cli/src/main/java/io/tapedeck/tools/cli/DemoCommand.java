package io.tapedeck.tools.cli;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.RunDetails;
import io.tapedeck.controller.RunStore;
import io.tapedeck.controller.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the main job on real data; prints each command so that it can be repeated by hand. */
@Command(
        name = "demo",
        description = {
            "Records a real pipeline that fails, replays it, looks at the failure, tries a fix, and goes on.",
            "Every command is printed as it is run, and can be repeated by hand with what the demo leaves."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final List<String> FILES =
            List.of("quakes.toml", "alerts.py", "alerts_fixed.py", "earthquakes.ndjson");

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "the folder to work in; tapedeck-demo by default, an earlier demo there is replaced")
    private Path folder = Path.of("tapedeck-demo");

    @Option(names = "--json", description = "print one JSON object on stdout, and the tour on stderr")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        if (json) {
            Screen.leaveOutToSink();
        }
        prepare();
        Screen.line(
                "1,707 earthquakes go from a file through alerts.py to a Chronicle queue, and alerts.py has a bug.");
        command("run", file("quakes.toml"));
        Failure failure = failure();
        say("The run failed, but all that it was fed is in its log. Replayed on this machine, with no source and no");
        Screen.line("sink: the input that it failed at, with the state just before it.");
        command("inspect", "latest", "--at", "#" + failure.ordinal());
        say("Is a replay really the same? Every output and every state change, compared with the record:");
        command("verify", "latest");
        say("alerts_fixed.py knows that magType. What would it have done with the same inputs?");
        command("replay", "latest", "--with", "alerts=" + file("alerts_fixed.py"), "--diff");
        say("One alert more, and nothing else changed: the fix goes in, and the run goes on where it failed.");
        Screen.line(Screen.bold("$ cp " + file("alerts_fixed.py") + " " + file("alerts.py")));
        Files.copy(folder.resolve("alerts_fixed.py"), folder.resolve("alerts.py"), StandardCopyOption.REPLACE_EXISTING);
        command("run", file("quakes.toml"));
        say("That was Tapedeck. It is all in " + folder + "/, and each command above can be run again by hand.");
        Screen.line("A pipeline of your own begins with ./tapedeck init my-pipeline.");
        if (json) {
            RunSummary run = last().summary();
            Json.print(Json.object()
                    .put("folder", folder.toString())
                    .put("run", run.run())
                    .put("state", run.state().word())
                    .put("failed_at", failure.ordinal()));
        }
        return ExitCode.DONE;
    }

    private void prepare() throws IOException, WrongUseException {
        if (Files.exists(folder)) {
            if (!Files.exists(folder.resolve("quakes.toml"))) {
                throw new WrongUseException(folder + " exists and is not from an earlier demo; name another folder");
            }
            Folders.delete(folder);
        }
        Files.createDirectories(folder);
        for (String name : FILES) {
            try (InputStream content = DemoCommand.class.getResourceAsStream("demo/" + name)) {
                if (content == null) {
                    throw new IllegalStateException("the resource demo/" + name + " is missing");
                }
                Files.copy(content, folder.resolve(name));
            }
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Path data() {
        return folder.resolve("runs");
    }

    private static void say(String text) {
        Screen.line("");
        Screen.line(text);
    }

    /** Prints a command and runs it. */
    private void command(String... words) {
        String[] arguments = Stream.concat(Stream.of(words), Stream.of("--data", data().toString()))
                .toArray(String[]::new);
        Screen.line(Screen.bold("$ ./tapedeck "
                + String.join(" ", Stream.of(arguments).map(Shell::quote).toList())));
        Main.commandLine(arguments).execute(arguments);
    }

    private Failure failure() throws IOException {
        return last().summary().failure().orElseThrow(() -> new IllegalStateException("the demo's run was to fail"));
    }

    private RunDetails last() throws IOException {
        return new Controller(new RunStore(data()), Extensions.load()).runs().getLast();
    }
}
