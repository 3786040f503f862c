package io.tapedeck.processors.java;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One JVM's run of the corpus: prints a line for each call of each processor, in a first round that runs on,
 * and in a second one that begins each call with a processor loaded anew and the state restored.
 */
final class CorpusRun {
    /** What is fed, under the ordinals from 1. */
    private static final List<Value> INPUTS = List.of(Value.of("iota"), Value.of("größe"), Value.of(7));

    private static final int TEXT_LENGTH_MAX = 400;

    private final Path classes;
    private final PrintStream out;

    private CorpusRun(Path classes, PrintStream out) {
        this.classes = classes;
        this.out = out;
    }

    /**
     * Runs the corpus.
     *
     * @param arguments the folder of its class files, how many hash codes to take before, and whether to go
     *     through it backwards
     */
    public static void main(String[] arguments) throws IOException {
        int noise = Integer.parseInt(arguments[1]);
        List<CorpusCase> cases = new ArrayList<>(CorpusCase.all());
        List<CorpusCase> order = arguments[2].equals("backwards") ? cases.reversed() : cases;
        try (PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            CorpusRun run = new CorpusRun(Path.of(arguments[0]), out);
            for (CorpusCase each : order) {
                makeNoise(noise);
                run.run(each);
            }
        }
    }

    /** Takes hash codes, so that those which come after are others. */
    private static void makeNoise(int count) {
        for (int i = 0; i < count; i++) {
            int ignored = System.identityHashCode(new byte[64]);
        }
    }

    private void run(CorpusCase each) throws IOException {
        ProcessorCode code = code(each);
        try {
            List<String> onwards = runOn(code);
            List<String> restored = runRestored(code);
            for (int i = 0; i < INPUTS.size(); i++) {
                print(each, "on " + (i + 1), onwards.get(i));
                print(each, "restored " + (i + 1), restored.get(i));
            }
        } catch (ProcessorException e) {
            print(each, "load", describe(e));
        }
    }

    private void print(CorpusCase each, String round, String line) {
        out.println(each.name() + "\t" + round + "\t" + line);
    }

    private static String describe(ProcessorException failure) {
        return failure.kind() + "\t" + oneLine(failure.error());
    }

    private static List<String> runOn(ProcessorCode code) throws ProcessorException {
        List<String> lines = new ArrayList<>();
        try (Rig rig = Rig.load(code)) {
            for (int i = 0; i < INPUTS.size(); i++) {
                lines.add(call(rig, i));
            }
        }
        return lines;
    }

    private static List<String> runRestored(ProcessorCode code) throws ProcessorException {
        List<String> lines = new ArrayList<>();
        Bytes state = ValueEncoder.encode(Value.list());
        for (int i = 0; i < INPUTS.size(); i++) {
            try (Rig rig = Rig.load(code)) {
                restore(state, rig);
                lines.add(call(rig, i));
                state = state(rig);
            }
        }
        return lines;
    }

    private static Bytes state(Rig rig) {
        List<Value> entries = new ArrayList<>();
        for (Map.Entry<Value, Value> entry : rig.context.state.entries()) {
            entries.add(Value.list(entry.getKey(), entry.getValue()));
        }
        return ValueEncoder.encode(Value.list(entries));
    }

    private static void restore(Bytes state, Rig rig) {
        for (Value entry : ValueDecoder.decode(state).asList()) {
            rig.context.state.put(entry.get(0), entry.get(1));
        }
    }

    private static String call(Rig rig, int index) {
        int before = rig.context.outputs.size();
        String failure = "OK";
        try {
            rig.feedAt(index + 1L, INPUTS.get(index));
        } catch (ProcessorException e) {
            failure = describe(e);
        }
        List<Output> outputs = rig.context.outputs.subList(before, rig.context.outputs.size());
        return failure + "\t" + digest(outputs) + "\t" + hex(XxHash64.hash(state(rig), 0)) + "\t"
                + rig.world.clockNanos() + "\t" + text(outputs);
    }

    private static String digest(List<Output> outputs) {
        long digest = 0;
        for (Output output : outputs) {
            ValueEncoder encoder = new ValueEncoder();
            encoder.write(output);
            digest = encoder.hashFrom(0, digest);
        }
        return hex(digest);
    }

    private static String hex(long number) {
        return String.format("%016X", number);
    }

    private static String text(List<Output> outputs) {
        return outputs.stream()
                .map(output -> oneLine(output.value().toString()))
                .collect(Collectors.joining(" | "));
    }

    private static String oneLine(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        return line.length() <= TEXT_LENGTH_MAX ? line : line.substring(0, TEXT_LENGTH_MAX) + "…";
    }

    private ProcessorCode code(CorpusCase each) throws IOException {
        List<ProcessorCode.File> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(classes)) {
            List<Path> own = found.filter(file -> isOf(each, file.getFileName().toString()))
                    .sorted()
                    .toList();
            for (Path file : own) {
                files.add(file(UserClasses.FOLDER + file.getFileName(), file));
            }
        }
        for (String library : each.libraries()) {
            files.add(file(UserClasses.JARS + library + ".jar", jar(library)));
        }
        return new ProcessorCode("corpus", "java", each.name(), files);
    }

    private static boolean isOf(CorpusCase each, String file) {
        return file.equals(each.name() + ".class") || file.startsWith(each.name() + "$");
    }

    private static ProcessorCode.File file(String name, Path file) throws IOException {
        return new ProcessorCode.File(name, Bytes.wrap(Files.readAllBytes(file)));
    }

    private static Path jar(String library) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(library + "-[0-9.]+\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + library + " on the class path"));
    }
}
