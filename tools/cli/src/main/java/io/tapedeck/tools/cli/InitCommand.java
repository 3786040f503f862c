package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pipeline to begin with. */
@Command(
        name = "init",
        description = "Makes a folder with a pipeline, a processor, some input and a test, which run as they are.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final Map<String, List<String>> FILES = Map.of(
            "python", List.of("pipeline.toml", "orders.ndjson", "totals.py", "test_totals.py", "README.md"),
            "java", List.of("pipeline.toml", "orders.ndjson", "Totals.java", "TotalsTest.java", "README.md"));

    @Parameters(paramLabel = "FOLDER", description = "the folder to make; it must be empty or not exist")
    private Path folder = Path.of("");

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "python (the default) or java")
    private String language = "python";

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        List<String> files = FILES.get(language);
        if (files == null) {
            throw new WrongUseException("--lang is python or java, not " + language);
        }
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new WrongUseException(folder + " exists and is not empty; name a new folder");
        }
        Files.createDirectories(folder);
        for (String file : files) {
            copy(file);
        }
        if (json) {
            ObjectNode made = Json.object().put("folder", folder.toString()).put("language", language);
            files.forEach(made.putArray("files")::add);
            Json.print(made);
            return ExitCode.DONE;
        }
        String here = Shell.quote(folder.toString());
        Screen.line(Screen.green("✓") + " " + folder + " has a pipeline with a " + language + " processor");
        Screen.line("  run it      ./tapedeck run " + here + "/pipeline.toml");
        Screen.line("  look        ./tapedeck inspect latest --at '#3'");
        Screen.line("  test it     see " + here + "/README.md");
        return ExitCode.DONE;
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    private void copy(String file) throws IOException {
        String resource = "init/" + language + "/" + file;
        try (InputStream content = InitCommand.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@TAPEDECK@", System.getProperty("tapedeck.root", "."))
                    .replace("@JAVA@", System.getProperty("java.home", ""));
            Files.writeString(folder.resolve(file), text);
        }
    }
}
