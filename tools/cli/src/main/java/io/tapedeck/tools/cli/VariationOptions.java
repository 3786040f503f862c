package io.tapedeck.tools.cli;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Variation;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a replay does otherwise than the record: other code, for a part of the inputs, with other answers. */
final class VariationOptions {
    @Option(
            names = "--with",
            paramLabel = "STEP=FILE",
            description = "use this file for the step, in the place of the recorded code; may be given several times")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            split = ":",
            description = "where a class given with --with is looked for")
    private List<Path> classPath = new ArrayList<>();

    @Option(
            names = "--stub",
            paramLabel = "SERVICE=FILE",
            description = {
                "what the service answers where the code asks what the run did not: a file with one JSON value;",
                "may be given several times"
            })
    private List<String> stubs = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description =
                    "the first input that the other code gets, with the state as it was recorded; that of the run")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "POSITION", description = "the last input to replay; that of the run")
    private Optional<String> to = Optional.empty();

    @Mixin
    private IgnoreOption ignored = new IgnoreOption();

    /** Whether other code is given. */
    boolean haveCode() {
        return !with.isEmpty();
    }

    /** The folders of the files that are given. */
    List<Path> foldersOfCode() {
        return with.stream()
                .map(each -> Path.of(each.substring(each.indexOf('=') + 1)).toAbsolutePath())
                .flatMap(file -> Optional.ofNullable(file.getParent()).stream())
                .toList();
    }

    /** Where the first input is that the other code gets, if that is said. */
    Optional<String> from() {
        return from;
    }

    /** Reads the files that are given, for a run with this code. */
    Variation read(List<ProcessorCode> recorded, Extensions extensions) throws IOException, WrongUseException {
        return new Variation(
                code(recorded, extensions), answers(), LogPlaces.parse(from), LogPlaces.parse(to), ignored.fields());
    }

    private Map<String, ProcessorCode> code(List<ProcessorCode> recorded, Extensions extensions)
            throws WrongUseException {
        Map<String, ProcessorCode> code = new HashMap<>();
        for (String each : with) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new WrongUseException("--with takes STEP=FILE, such as --with "
                        + recorded.stream().map(ProcessorCode::step).findFirst().orElse("step") + "=fixed.py; not "
                        + each);
            }
            String step = each.substring(0, equals);
            ProcessorCode before = recorded.stream()
                    .filter(its -> its.step().equals(step))
                    .findFirst()
                    .orElseThrow(() -> new WrongUseException("the run has no step \"" + step + "\"; it has "
                            + String.join(
                                    ", ",
                                    recorded.stream().map(ProcessorCode::step).toList())));
            code.put(step, code(before, each.substring(equals + 1), extensions));
        }
        return code;
    }

    private ProcessorCode code(ProcessorCode before, String reference, Extensions extensions) throws WrongUseException {
        String language =
                reference.endsWith(".py") ? "python" : reference.endsWith(".java") ? "java" : before.language();
        try {
            return extensions
                    .host(language)
                    .orElseThrow(() -> new WrongUseException("no host for " + language))
                    .read(before.step(), reference, Path.of("").toAbsolutePath(), classPath);
        } catch (ProcessorException e) {
            throw new WrongUseException(e.error());
        }
    }

    private Map<String, Value> answers() throws IOException, WrongUseException {
        Map<String, Value> answers = new HashMap<>();
        for (String stub : stubs) {
            int equals = stub.indexOf('=');
            if (equals < 1) {
                throw new WrongUseException("--stub takes SERVICE=FILE, such as --stub geo=answer.json; not " + stub);
            }
            Path file = Path.of(stub.substring(equals + 1));
            try {
                answers.put(stub.substring(0, equals), new JsonCodec().decode(Bytes.wrap(Files.readAllBytes(file))));
            } catch (EncodingException e) {
                throw new WrongUseException(file + " must hold one JSON value: " + e.getMessage());
            } catch (NoSuchFileException e) {
                throw new WrongUseException("there is no file " + file + " to answer for a service");
            }
        }
        return answers;
    }
}
