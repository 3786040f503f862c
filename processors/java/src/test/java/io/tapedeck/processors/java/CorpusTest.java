package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus ({@code src/test/corpus}): each of its processors gives the same in two JVMs that have nothing in
 * common but the JDK, and goes on alike after its state was restored, or is refused in the words expected.
 */
class CorpusTest {
    private static final int CASES_MIN = 80;

    @TempDir
    static Path folder;

    private static List<CorpusCase> cases = List.of();
    private static Map<String, List<String>> here = Map.of();
    private static Map<String, List<String>> there = Map.of();

    @BeforeAll
    static void runInTwoJvms() throws Exception {
        cases = CorpusCase.all();
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(classes);
        Path istanbul = folder.resolve("istanbul");
        Path tokyo = folder.resolve("tokyo");
        Process first = start(
                istanbul,
                List.of(classes.toString(), "10007", "forwards"),
                "-Duser.timezone=Europe/Istanbul",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Dfile.encoding=COMPAT",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
        Process second = start(
                tokyo,
                List.of(classes.toString(), "0", "backwards"),
                "-Duser.timezone=Asia/Tokyo",
                "-Duser.language=ja",
                "-Duser.country=JP",
                "-Xmx160m",
                "-XX:+UseG1GC");
        assertEquals(0, first.waitFor());
        assertEquals(0, second.waitFor());
        here = lines(istanbul);
        there = lines(tokyo);
    }

    private static void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-g", "-proc:none", "-nowarn", "-Xlint:none", "-XDignore.symbol.file", "-d", classes.toString());
            boolean compiled = compiler.getTask(
                            errors,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(
                                    cases.stream().map(CorpusCase::file).toList()))
                    .call();
            assertTrue(compiled, errors::toString);
        }
    }

    private static Process start(Path output, List<String> arguments, String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the launcher has it: without, the text of an exception that was often thrown gets lost.
        command.add("-XX:-OmitStackTraceInFastThrow");
        command.addAll(List.of(flags));
        command.add("-Dtapedeck.root=" + System.getProperty("tapedeck.root", "."));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CorpusRun.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static Map<String, List<String>> lines(Path output) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(output)) {
            lines.computeIfAbsent(line.substring(0, line.indexOf('\t')), name -> new ArrayList<>())
                    .add(line.substring(line.indexOf('\t') + 1));
        }
        return lines;
    }

    @Test
    void everyProcessorDoesInBothJvmsWhatItsHeaderSays() {
        List<String> wrong = new ArrayList<>();
        for (CorpusCase each : cases) {
            complaint(each, here.getOrDefault(each.name(), List.of()), there.getOrDefault(each.name(), List.of()))
                    .ifPresent(complaint -> wrong.add(each.source() + "/" + each.name() + " " + complaint));
        }
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private static Optional<String> complaint(CorpusCase each, List<String> one, List<String> other) {
        boolean isSame = one.equals(other);
        return switch (each.expectation()) {
            case KNOWN_GAP -> complainIf(isSame, "is no gap: it gives the same", one, other);
            case IDENTICAL ->
                complainIf(!isSame, "differs", one, other)
                        .or(() -> complainIf(one.isEmpty() || !one.stream().allMatch(CorpusTest::isOk), "fails", one))
                        .or(() -> restoreComplaint(each, one));
            case REFUSED -> failureComplaint(each, "REFUSED", isSame, one, other);
            case STOPS -> failureComplaint(each, "", isSame, one, other);
        };
    }

    private static boolean isOk(String line) {
        return line.split("\t", 3)[1].equals("OK");
    }

    /** The call on a restored state gives what the one gave that ran on, unless the case keeps statics. */
    private static Optional<String> restoreComplaint(CorpusCase each, List<String> lines) {
        boolean isSame = true;
        for (int i = 0; i < lines.size(); i += 2) {
            isSame &= outcome(lines.get(i)).equals(outcome(lines.get(i + 1)));
        }
        return complainIf(
                isSame == each.keepsStatics(),
                isSame ? "keeps no statics" : "gives something else on a restored state",
                lines);
    }

    /** A line without the round that it is of. */
    private static String outcome(String line) {
        return line.substring(line.indexOf('\t'));
    }

    /** Only the first failure counts: it ends the run. */
    private static Optional<String> failureComplaint(
            CorpusCase each, String kind, boolean isSame, List<String> one, List<String> other) {
        boolean isExpected = !one.isEmpty()
                && one.getFirst().contains("\t" + kind)
                && one.getFirst().contains(each.text())
                && !isOk(one.getFirst());
        return complainIf(!isExpected, "was to be " + each.expectation().word() + ": " + each.text(), one)
                .or(() -> complainIf(!isSame, "fails in other words", one, other));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    private static Optional<String> complainIf(boolean isWrong, String what, List<String>... lines) {
        List<String> all =
                Arrays.stream(lines).map(each -> String.join("\n    ", each)).toList();
        return isWrong ? Optional.of(what + ":\n    " + String.join("\n  and\n    ", all)) : Optional.empty();
    }

    @Test
    void thereAreManyAndNoTwoShareAName() {
        Set<String> names = new HashSet<>();
        cases.forEach(each -> assertTrue(names.add(each.name()), each::name));
        assertTrue(names.size() >= CASES_MIN, () -> names.size() + " cases");
    }

    @Test
    void theTableInTheSpecIsThatOfTheCorpus() throws IOException {
        assertEquals(CorpusTable.of(cases), CorpusTable.inSpec());
    }
}
