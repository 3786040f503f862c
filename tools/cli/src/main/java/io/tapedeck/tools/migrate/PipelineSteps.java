package io.tapedeck.tools.migrate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The steps of a pipeline: what mstream does by itself, and what its middlewares do. */
final class PipelineSteps {
    private final PipelinePlan plan;
    private final Draft draft;
    private final Encodings encodings;
    private final Set<String> ids = new HashSet<>();

    PipelineSteps(PipelinePlan plan, Draft draft, Encodings encodings) {
        this.plan = plan;
        this.draft = draft;
        this.encodings = encodings;
    }

    void write() {
        if (plan.readsMongo()) {
            documents();
        }
        if (plan.asksInBatches()) {
            draft.comment(
                    "middlewares are asked with a list of messages, as in mstream; key and headers are not in it");
            step(Map.of("batch", Map.of("count", plan.connector().batch().orElseThrow())));
        }
        plan.connector().middlewares().forEach(this::middleware);
        if (plan.asksInBatches()) {
            step(Map.of("split", Map.of()));
        }
    }

    private void step(Map<String, Object> entries) {
        draft.step(plan.name(), entries);
    }

    /** mstream hands on documents, our source changes. */
    private void documents() {
        draft.comment(
                "of a change its document is handed on, of a deletion the one that was there (where the collection "
                        + "keeps pre-images), as in mstream; documents that were replaced come too, which mstream leaves out. "
                        + "Without these steps a message is the change, and a MongoDB sink with write = \"change\" does what it says");
        step(named("before", "set", Map.of("document", "input.value.fullDocumentBeforeChange")));
        step(named("after", "set", Map.of("document", "input.value.fullDocument")));
        step(Map.of("filter", "input.value.document != null"));
        step(Map.of("map", "input.value.document"));
        if (!plan.writesMongo() && !plan.to().output().orElse("json").equals("bson")) {
            draft.comment(
                    "an ObjectId is a text in mstream's JSON and Avro; here it is { \"$oid\": \"…\" }, and other fields "
                            + "than _id that have one need the same");
            step(named("id", "set", Map.of("_id", "input.value._id[\"$oid\"]")));
        }
    }

    private Map<String, Object> named(String id, String word, Object definition) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("id", unused(id));
        step.put(word, definition);
        return step;
    }

    private void middleware(MstreamReference middleware) {
        encodings.noteUnusedSchema(middleware, middleware.output());
        switch (middleware.service().provider()) {
            case "http" -> ask(middleware);
            case "udf" -> script(middleware);
            default ->
                middleware
                        .table()
                        .mistakeAt(
                                "service_name",
                                "a middleware is an HTTP service or a script, not "
                                        + middleware.service().provider());
        }
    }

    private void ask(MstreamReference middleware) {
        String service = middleware.service().name();
        String name = fileName(service + "_" + middleware.resource());
        draft.comment("the middleware \"" + middleware.resource() + "\" of \"" + service + "\" is asked with JSON");
        Map<String, Object> enrich = new LinkedHashMap<>();
        enrich.put("service", service);
        enrich.put("path", constant(HttpStreams.path(middleware)));
        enrich.put("body", "input.value");
        enrich.put("header_prefix", "X-");
        step(named(name, "enrich", enrich));
    }

    /** An expression that is a text. */
    private static String constant(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** A step whose file is not there, so that a pipeline does not run without what the script did. */
    private void script(MstreamReference middleware) {
        String name = fileName(middleware.resource().replaceAll("\\.rhai$", ""));
        draft.notCarriedOver(
                "the script " + TomlText.value(middleware.resource()) + " of \""
                        + middleware.service().name() + "\"",
                "middlewares.resource",
                middleware.table().line(),
                "scripts in Rhai do not run here; write " + name + ".py with def process(message, context):, or put "
                        + "built-in steps in its place (mask, hash, select, remove, set, filter). Until then check refuses "
                        + "the file, so that nothing goes out unchanged");
        step(python(name));
    }

    private Map<String, Object> python(String name) {
        Map<String, Object> step = new LinkedHashMap<>();
        String id = unused(name);
        if (!id.equals(name)) {
            step.put("id", id);
        }
        step.put("python", name + ".py");
        return step;
    }

    private String unused(String id) {
        String unused = id;
        for (int i = 2; !ids.add(unused); i++) {
            unused = id + "-" + i;
        }
        return unused;
    }

    private static String fileName(String text) {
        String name = text.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "step_" + name : name;
    }
}
