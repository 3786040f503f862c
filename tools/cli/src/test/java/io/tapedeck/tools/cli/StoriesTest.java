package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stories of {@code spec/stories.md} are true: its commands are run, in a folder with the examples, and print what
 * stands there. A line of … stands for any lines, a … in a line for any text, and a run's id for any id.
 */
final class StoriesTest {
    private static final Path ROOT = Path.of(System.getProperty("tapedeck.root"));
    private static final Pattern STORY = Pattern.compile("(?ms)^## (.*?)$(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern RUN_ID = Pattern.compile("\\b[0-9a-f]{8}\\b");

    @TempDir
    private Path folder;

    /** A command with what it prints. */
    private record Told(String command, List<String> lines) {}

    private record Story(String title, List<Told> told) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Story> stories() throws IOException {
        List<Story> stories = new ArrayList<>();
        Matcher story = STORY.matcher(Files.readString(ROOT.resolve("spec/stories.md")));
        while (story.find()) {
            List<Told> told = new ArrayList<>();
            Matcher block = BLOCK.matcher(story.group(2));
            while (block.find()) {
                for (String line : block.group(1).lines().toList()) {
                    if (line.startsWith("$ ./tapedeck ")) {
                        told.add(new Told(line.substring("$ ./tapedeck ".length()), new ArrayList<>()));
                    } else if (!line.isBlank()) {
                        told.getLast().lines().add(line);
                    }
                }
            }
            stories.add(new Story(story.group(1), told));
        }
        assertEquals(3, stories.size());
        return stories;
    }

    private void copyExamples() throws IOException {
        for (String example : List.of("quakes", "stories")) {
            Path from = ROOT.resolve("processors/examples").resolve(example);
            Path to = folder.resolve("processors/examples").resolve(example);
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theCommandsPrintWhatStandsThere(Story story) throws IOException {
        copyExamples();
        assertTrue(story.told().size() >= 3, story.title());
        try (InProcess tapedeck = new InProcess(folder)) {
            for (Told told : story.told()) {
                Shelled.Result result = tapedeck.run(words(told.command()));
                assertPrinted(told, (result.out() + result.err()).lines().toList());
            }
        }
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toArray(String[]::new);
    }

    /** Each line that is told is printed, in order, and directly behind the one before unless … stands between. */
    private static void assertPrinted(Told told, List<String> printed) {
        int next = 0;
        boolean anywhere = false;
        for (String line : told.lines()) {
            if (line.strip().equals("…")) {
                anywhere = true;
                continue;
            }
            Pattern pattern = pattern(line);
            while (next < printed.size()
                    && (printed.get(next).isBlank() || anywhere)
                    && !pattern.matcher(printed.get(next)).matches()) {
                next++;
            }
            boolean found =
                    next < printed.size() && pattern.matcher(printed.get(next)).matches();
            assertTrue(
                    found,
                    () -> "$ ./tapedeck " + told.command() + "\nhas no line\n" + line + "\nthere:\n"
                            + String.join("\n", printed));
            next++;
            anywhere = false;
        }
    }

    private static Pattern pattern(String line) {
        String anyId = RUN_ID.matcher(line).replaceAll("\u0000");
        return Pattern.compile(Stream.of(anyId.split("…", -1))
                .map(part -> Stream.of(part.split("\u0000", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[0-9a-f]{8}")))
                .collect(Collectors.joining(".*")));
    }
}
