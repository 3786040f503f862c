package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.StreamKey;
import io.tapedeck.tools.convert.Conversion;
import io.tapedeck.tools.convert.FileKind;
import io.tapedeck.tools.convert.LossException;
import io.tapedeck.tools.convert.Losses;
import io.tapedeck.tools.convert.SourceDamage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code log import} and {@code log export} have in common. */
final class ConversionOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "what the end that is no log holds, where no ending tells: ndjson (the default for -), csv, tsv or txt"
            })
    private Optional<String> format = Optional.empty();

    @Mixin
    private DecodeOption decode = new DecodeOption();

    @Option(
            names = "--interval",
            paramLabel = "SIZE",
            description = "how far apart the beacons of a .ss file are to be; 1MiB by default")
    private String interval = "1MiB";

    @Option(
            names = "--allow-loss",
            description =
                    "leave out what the target cannot hold, and lines that cannot be read, say so, and exit with 0")
    private boolean allowLoss;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    /** Converts, tells what was done, and gives the exit code. */
    int convert(Path source, Path target, Optional<StreamKey> stream, boolean plain)
            throws IOException, WrongUseException, LossException {
        boolean toStandard = FileKind.isStandard(target);
        if (toStandard && json) {
            throw new WrongUseException("--json and the target - both want standard output");
        }
        if (!FileKind.isStandard(source)) {
            SourcesAndTargets.checkSource(source);
            SourcesAndTargets.checkApart(source, target);
        }
        Conversion conversion = new Conversion(
                source,
                kind(source),
                target,
                kind(target),
                new Conversion.Options(stream, plain, decode.encoding(), Quantities.bytes(interval)));
        Losses losses = new Losses(allowLoss, Screen::warn);
        Conversion.Result result = toStandard ? run(conversion, target, losses) : make(conversion, losses);
        Screen.endProgress();
        tell(conversion, result, losses);
        return result.damage().complete() || allowLoss ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    /** What a file holds. */
    FileKind kind(Path path) throws WrongUseException {
        Optional<FileKind> kind = FileKind.of(path);
        if (kind.isPresent()) {
            return kind.get();
        }
        if (format.isEmpty() && FileKind.isStandard(path)) {
            return FileKind.NDJSON;
        }
        return format.flatMap(FileKind::ofEnding)
                .filter(named -> !named.isLog())
                .orElseThrow(() -> new WrongUseException(
                        format.isPresent()
                                ? "--format " + format.get() + ": it would be ndjson, csv, tsv or txt"
                                : "the ending of " + path
                                        + " tells nothing: .tape, .ss, .ndjson, .jsonl, .csv, .tsv and .txt are known;"
                                        + " --format names one"));
    }

    private static Conversion.Result make(Conversion conversion, Losses losses) throws IOException, LossException {
        try (PendingTarget pending = PendingTarget.create(conversion.target())) {
            Conversion.Result result = run(conversion, pending.path(), losses);
            pending.commit();
            return result;
        }
    }

    private static Conversion.Result run(Conversion conversion, Path file, Losses losses)
            throws IOException, LossException {
        return conversion.run(file, Screen.OUT, losses, Screen.STANDARD_OUT::failed, new BytesProgress("converting"));
    }

    private void tell(Conversion conversion, Conversion.Result result, Losses losses) {
        if (json) {
            Json.print(object(conversion, result, losses));
            return;
        }
        SourceDamage damage = result.damage();
        StringBuilder line = new StringBuilder(damage.complete() ? Screen.green("✓") : Screen.red("✗"))
                .append(" ")
                .append(Format.count(result.messages(), "message"))
                .append(" of ")
                .append(name(conversion.source()))
                .append(" in ")
                .append(name(conversion.target()));
        losses.counts()
                .forEach((loss, count) -> line.append("; left out: ")
                        .append(Format.number(count))
                        .append(" ")
                        .append(loss.words()));
        if (damage.messagesLost() > 0) {
            line.append("; lost by damage: ").append(Format.count(damage.messagesLost(), "message"));
        }
        if (FileKind.isStandard(conversion.target())) {
            boolean isAllWell = damage.places().isEmpty() && losses.counts().isEmpty();
            if (!isAllWell) {
                Screen.warn(line.toString());
            }
        } else {
            Screen.line(line.toString());
        }
        damage.places().forEach(place -> Screen.warn("  " + place));
    }

    private static String name(Path path) {
        return FileKind.isStandard(path) ? path.toString() : Format.path(path);
    }

    private static ObjectNode object(Conversion conversion, Conversion.Result result, Losses losses) {
        ObjectNode left = Json.object();
        losses.counts().forEach((loss, count) -> left.put(loss.key(), count));
        ArrayNode places = Json.array();
        result.damage().places().forEach(places::add);
        ObjectNode node = Json.object()
                .put("source", conversion.source().toString())
                .put("target", conversion.target().toString())
                .put("format", conversion.targetKind().name().toLowerCase(Locale.ROOT))
                .put("messages", result.messages())
                .put("messages_lost", result.damage().messagesLost())
                .put("complete", result.damage().complete());
        node.set("dropped", left);
        return node.set("damage", places);
    }
}
