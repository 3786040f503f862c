package io.tapedeck.tools.bench;

import io.tapedeck.controller.RunListener;
import io.tapedeck.log.Durability;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A pipeline of ours, as a user would write it, that records what it moves. */
final class RecordedBridge implements BridgeLoop {
    private final Kind kind;
    private final Durability durability;

    /**
     * What the pipeline is to do.
     *
     * @param encoding that of what is written, and of what is read where that is encoded
     * @param processor the resource that is its step; none where messages are passed through
     * @param once whether each output is to be there once; at least once otherwise
     */
    record Kind(String encoding, Optional<String> processor, boolean once) {
        private String from(Route route, boolean follow) {
            return table(route.from(), route.from().reading(follow, encoding));
        }

        private String to(Route route) {
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("encode", encoding);
            options.put("guarantee", once ? "once" : "at-least-once");
            return table(route.to(), options);
        }

        private static String table(Place place, Map<String, Object> options) {
            return options.entrySet().stream()
                    .map(option -> option.getKey() + " = "
                            + (option.getValue() instanceof String text ? '"' + text + '"' : option.getValue()))
                    .collect(Collectors.joining(", ", "{ url = \"" + place.url() + "\", ", " }"));
        }
    }

    RecordedBridge(Kind kind, Durability durability) {
        this.kind = kind;
        this.durability = durability;
    }

    @Override
    public void run(Route route, long messages, BooleanSupplier stop) throws IOException {
        BenchPipeline.Plan plan = new BenchPipeline.Plan(
                kind.from(route, messages == ENDLESS), kind.to(route), kind.processor(), durability, "1s", "100ms");
        BenchPipeline.write(route.folder(), plan, RecordedRun.EXTENSIONS).run(stop, RunListener.SILENT);
    }
}
