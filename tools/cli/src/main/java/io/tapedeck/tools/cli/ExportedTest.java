package io.tapedeck.tools.cli;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.NoScenarioException;
import io.tapedeck.controller.RecordedScenario;
import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.tools.testkit.Fixture;
import io.tapedeck.tools.testkit.ScenarioPlayer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A test as it is written: the class or module, its fixture, and the code that it tests.
 *
 * @param subject what it is about, in a few words
 * @param command what runs it, with its file as the last word; empty where a build does
 * @param files the content of the files by their names, the test first
 */
record ExportedTest(String subject, String command, Map<String, Bytes> files) {
    private static final String HARNESS = "tapedeck_harness.py";
    private static final Pattern ERROR_NAME = Pattern.compile("(?:\\w+[.$])*(\\w+)(?::.*)?");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NO_WORD = Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final String COMPARE_STATE = "        scenario.compare_state()\n";

    /** A file for pytest, or plain Python. */
    static ExportedTest inPython(RecordedScenario recorded) throws IOException, EncodingException {
        Optional<Failure> refused = recorded.failure().filter(failure -> failure.kind() == FailureKind.REFUSED);
        if (refused.isPresent()) {
            throw new NoScenarioException("the step failed because Tapedeck refuses what it does, which plain Python"
                    + " does not (" + refused.get().error() + "): no test in Python shows that");
        }
        String name = name(recorded);
        String test = """
                \"""%s.

                %s
                \"""

                from tapedeck_harness import Scenario, run_tests


                def test_%s():
                    with Scenario("%s") as scenario:
                        for call in scenario.calls:
                            scenario.take(call)
                %s

                if __name__ == "__main__":
                    run_tests(globals())
                """.formatted(
                        escaped(subject(recorded)),
                        escaped(expectation(recorded)),
                        snake(shownBy(recorded)),
                        name + ".json",
                        recorded.scenario().after().isPresent() ? COMPARE_STATE : "");
        Map<String, Bytes> files = files(recorded, "test_" + name + ".py", test, name + ".json");
        files.put(HARNESS, harness());
        return new ExportedTest(subject(recorded), "python3", files);
    }

    /** A class for JUnit. */
    static ExportedTest inJava(RecordedScenario recorded) throws IOException, EncodingException {
        String name = name(recorded);
        String className = camel(name) + "Test";
        String version = Main.class.getPackage().getImplementationVersion();
        String shown = camel(shownBy(recorded));
        String test = """
                import io.tapedeck.tools.testkit.ScenarioPlayer;
                import org.junit.jupiter.api.Test;

                /**
                 * %s.
                 *
                 * <p>%s
                 *
                 * <p>Needs {@code io.tapedeck:tapedeck-testkit%s} and {@code org.junit.jupiter:junit-jupiter} on the class path,
                 * and the other files as resources beside this class.
                 */
                final class %s {
                    @Test
                    void %s() throws Exception {
                        ScenarioPlayer.of(getClass(), "%s").play();
                    }
                }
                """.formatted(
                        commented(subject(recorded)),
                        commented(expectation(recorded)),
                        version == null ? "" : ":" + version,
                        className,
                        shown.substring(0, 1).toLowerCase(Locale.ROOT) + shown.substring(1),
                        name + ".json");
        return new ExportedTest(subject(recorded), "", files(recorded, className + ".java", test, name + ".json"));
    }

    private static Map<String, Bytes> files(RecordedScenario recorded, String name, String test, String fixture)
            throws EncodingException, NoScenarioException {
        Map<String, Bytes> files = new LinkedHashMap<>();
        files.put(name, Bytes.utf8(test));
        files.put(fixture, Bytes.utf8(Fixture.text(recorded.scenario())));
        for (ProcessorCode.File file : recorded.scenario().code().files()) {
            if (files.put(file.name(), file.content()) != null || file.name().equals(HARNESS)) {
                throw new NoScenarioException("the step's code has a file " + file.name() + ", which the test has too");
            }
        }
        return files;
    }

    private static Bytes harness() throws IOException {
        try (InputStream stream = Objects.requireNonNull(ScenarioPlayer.class.getResourceAsStream(HARNESS))) {
            return Bytes.wrap(stream.readAllBytes());
        }
    }

    // ---- Names ----

    /** The step and where, such as {@code alerts_706}. */
    private static String name(RecordedScenario recorded) {
        return word(recorded.scenario().code().step()) + "_"
                + recorded.input()
                        .map(input -> word(recorded.start().position(input.ordinal())))
                        .orElse("run");
    }

    /** What the test shows, in words for its name. */
    private static String shownBy(RecordedScenario recorded) {
        String what = recorded.input()
                .map(input -> "input " + word(recorded.start().position(input.ordinal())))
                .orElse("the run");
        return what + " " + recorded.failure().map(ExportedTest::shownBy).orElseGet(() -> making(recorded));
    }

    private static String shownBy(Failure failure) {
        Matcher error = ERROR_NAME.matcher(failure.error());
        return error.matches() ? "raises no " + error.group(1) : "does not fail";
    }

    private static String making(RecordedScenario recorded) {
        long outputs = recorded.scenario().calls().stream()
                .mapToLong(call -> call.outputs().size())
                .sum();
        return outputs == 0 ? "makes no output" : "makes " + Format.count(outputs, "output");
    }

    private static String word(String text) {
        return NO_WORD.matcher(text).replaceAll("_").replaceAll("^_+|_+$", "");
    }

    private static String snake(String words) {
        return word(WORD_START.matcher(words).replaceAll("_")).toLowerCase(Locale.ROOT);
    }

    private static String camel(String words) {
        return Arrays.stream(words.split("[\\W_]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    // ---- Sentences ----

    private static String subject(RecordedScenario recorded) {
        String step = "Step \"" + recorded.scenario().code().step() + "\"";
        String run = "run " + recorded.start().id() + " of " + recorded.start().pipeline();
        return recorded.input()
                .map(input -> step + " at input " + recorded.start().position(input.ordinal()) + " ("
                        + input.message().place() + ") of " + run)
                .orElse(step + " in " + run);
    }

    private static String expectation(RecordedScenario recorded) {
        if (recorded.failure().isEmpty()) {
            return "It went through when it was recorded: the outputs and the state afterwards must be the same.";
        }
        Failure failure = recorded.failure().get();
        String place = failure.location().map(at -> ", at " + at).orElse("");
        return "It failed when it was recorded, and does so until that is mended: " + failure.error() + place + ".";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    }

    private static String commented(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }
}
