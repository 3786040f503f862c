package io.tapedeck.tools.bench;

import io.tapedeck.controller.RunListener;
import io.tapedeck.log.Durability;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A pipeline of ours, as a user would write it, that records what it moves. */
final class RecordedBridge implements BridgeLoop {
    private final Kind kind;
    private final Durability durability;

    /**
     * What the pipeline is to do.
     *
     * @param scheme of both ends
     * @param processor the resource that is its step; none where messages are passed through
     * @param once whether each output is to be there once; at least once otherwise
     */
    record Kind(String scheme, Optional<String> processor, boolean once) {
        private String from(Route route, boolean follow) {
            return String.format(
                    Locale.ROOT,
                    "{ url = \"%s://%s/%s\", follow = %s, decode = \"%s\" }",
                    scheme,
                    route.node(),
                    route.in(),
                    follow,
                    encoding());
        }

        private String to(Route route) {
            return String.format(
                    Locale.ROOT,
                    "{ url = \"%s://%s/%s\", encode = \"%s\", guarantee = \"%s\" }",
                    scheme,
                    route.node(),
                    route.out(),
                    encoding(),
                    once ? "once" : "at-least-once");
        }

        private String encoding() {
            return processor.isPresent() ? "json" : "bytes";
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
