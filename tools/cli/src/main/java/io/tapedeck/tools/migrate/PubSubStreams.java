package io.tapedeck.tools.migrate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Topics and subscriptions of Google Pub/Sub. */
final class PubSubStreams implements StreamWriter {
    private static final Set<String> KNOWN = Set.of("name", "provider", "project_id", "auth");
    private static final Pattern FULL_NAME = Pattern.compile("projects/([^/]+)/(?:topics|subscriptions)/([^/]+)");

    @Override
    public Map<String, Object> source(MstreamReference from, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = new LinkedHashMap<>();
        String topic = draft.unknown(
                from.service(),
                "topic_of_" + name(from.resource()),
                "the topic of the subscription \"" + name(from.resource()) + "\", which mstream does not name");
        stream.put("url", "pubsub://" + project(from) + "/" + topic);
        stream.put("subscription", subscription(from, plan, draft));
        putCredentials(stream, from.service(), draft);
        return stream;
    }

    @Override
    public Map<String, Object> sink(MstreamReference to, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("url", "pubsub://" + project(to) + "/" + name(to.resource()));
        putCredentials(stream, to.service(), draft);
        return stream;
    }

    /** Readers of a subscription share its messages, and pipelines of one connector each read all of them. */
    private static String subscription(MstreamReference from, PipelinePlan plan, Draft draft) {
        String name = name(from.resource());
        if (plan.sink() == 0) {
            return name;
        }
        draft.comment("a subscription of its own, as readers of one share its messages; it has to be made");
        return name + "-" + plan.name();
    }

    private static String name(String resource) {
        Matcher full = FULL_NAME.matcher(resource);
        return full.matches() ? full.group(2) : resource;
    }

    private static String project(MstreamReference reference) {
        Matcher full = FULL_NAME.matcher(reference.resource());
        return full.matches() ? full.group(1) : reference.service().table().requiredString("project_id");
    }

    private static void putCredentials(Map<String, Object> stream, MstreamService service, Draft draft) {
        Optional<ForeignTable> auth = service.table().table("auth");
        auth.flatMap(table -> table.string("account_key_path"))
                .ifPresent(file -> stream.put("credentials", draft.string(service, "account_key_path", file)));
        auth.stream()
                .flatMap(table -> table.entriesBut(Set.of("kind", "account_key_path")).stream())
                .forEach(entry -> draft.notCarriedOver(
                        entry,
                        "tokens expire; credentials = \"account.json\" names a service account's file, and without it the "
                                + "application default credentials count"));
        service.table()
                .entriesBut(KNOWN)
                .forEach(entry -> draft.notCarriedOver(entry, "mstream does not know this key either"));
    }
}
