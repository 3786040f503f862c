package io.tapedeck.tools.migrate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collections of MongoDB, from and to. */
final class MongoStreams implements StreamWriter {
    private static final Set<String> KNOWN = Set.of("name", "provider", "connection_string", "db_name", "write_mode");

    @Override
    public Map<String, Object> source(MstreamReference from, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = stream(from, draft);
        stream.put("full_document", "updateLookup");
        stream.put("full_document_before_change", "whenAvailable");
        return stream;
    }

    @Override
    public Map<String, Object> sink(MstreamReference to, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = stream(to, draft);
        if (to.service().table().string("write_mode").orElse("insert").equals("replace")) {
            stream.put("write", "upsert");
        } else {
            draft.comment("write = \"insert\" as in mstream. There a document whose _id is in the collection is passed "
                    + "over; here it stops the run: write = \"upsert\" puts it in the other's place");
            stream.put("write", "insert");
        }
        return stream;
    }

    private static Map<String, Object> stream(MstreamReference reference, Draft draft) {
        MstreamService service = reference.service();
        ForeignTable table = service.table();
        Map<String, Object> stream = new LinkedHashMap<>();
        String place = "/" + table.requiredString("db_name") + "." + reference.resource();
        String text = table.requiredString("connection_string");
        if (text.startsWith("env:")) {
            String hosts = draft.unknown(
                    service,
                    "hosts",
                    "the hosts, with ports, of the connection string that " + text.substring(4)
                            + " has; users and options of it are entries of the table here");
            stream.put("url", "mongodb://" + hosts + place);
        } else {
            Optional<MongoAddress> address = MongoAddress.parse(text);
            if (address.isEmpty()) {
                table.mistakeAt(
                        "connection_string",
                        "\"connection_string\" is none of MongoDB's, such as \"mongodb://localhost:27017\"; a user's and a "
                                + "password's signs are encoded with %");
            }
            stream.put("url", "mongodb://" + address.map(MongoAddress::hosts).orElse("") + place);
            address.ifPresent(found -> putOptions(stream, found, service, draft));
        }
        table.entriesBut(KNOWN).forEach(entry -> draft.notCarriedOver(entry, "mstream does not know this key either"));
        return stream;
    }

    private static void putOptions(
            Map<String, Object> stream, MongoAddress address, MstreamService service, Draft draft) {
        if (address.isSrv()) {
            draft.notCarriedOver(
                    "mongodb+srv://" + address.hosts(),
                    "connection_string",
                    service.table().lineOf("connection_string"),
                    "names of members are not looked up in DNS; put them in the place of the host, as the SRV record of "
                            + "_mongodb._tcp." + address.hosts() + " has them");
            stream.put("tls", true);
        }
        address.user().ifPresent(user -> stream.put("user", user));
        if (address.hasPassword()) {
            stream.put("password", draft.secret(service, "password"));
        }
        Optional<String> authority = Optional.ofNullable(address.options().get("authSource"))
                .or(() -> address.user().flatMap(user -> address.database()));
        authority.ifPresent(database -> stream.put("auth_database", database));
        address.options().forEach((option, value) -> putOption(stream, option, value, service, draft));
    }

    private static void putOption(
            Map<String, Object> stream, String option, String value, MstreamService service, Draft draft) {
        switch (option.toLowerCase(Locale.ROOT)) {
            case "authsource" -> {} // done with the user
            case "replicaset" -> draft.comment("the replica set \"" + value + "\" is found by its members");
            case "tls", "ssl" -> stream.put("tls", value.equals("true"));
            case "directconnection" -> stream.put("direct", value.equals("true"));
            case "connecttimeoutms" -> stream.put("connect_timeout", value + "ms");
            case "sockettimeoutms", "timeoutms" -> stream.put("timeout", value + "ms");
            default ->
                draft.notCarriedOver(
                        option + " = " + (Secrets.isSecret(option) ? "(not shown)" : TomlText.value(value)),
                        "connection_string." + option,
                        service.table().lineOf("connection_string"),
                        "the connector has no such option");
        }
    }
}
