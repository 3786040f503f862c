package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.StreamDescription;
import io.tapedeck.connectors.StreamListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Streams of a catalog, for people and for scripts. */
final class StreamReport {
    private static final String UNKNOWN = "–";
    private static final int NUMBER_WIDTH = 14;

    private StreamReport() {}

    // ---- For scripts ----

    static ObjectNode json(StreamListing listing) {
        ObjectNode node = Json.object()
                .put("stream", listing.name())
                .put("shards", listing.shards().size());
        put(node, "messages", listing.messages());
        return node;
    }

    static ObjectNode json(StreamDescription description) {
        ObjectNode node = json(description.listing());
        ArrayNode shards = node.putArray("shards");
        description.listing().shards().forEach(shard -> shards.add(json(shard)));
        ObjectNode settings = node.putObject("settings");
        description.settings().forEach(settings::put);
        ArrayNode groups = node.putArray("groups");
        for (StreamDescription.Group group : description.groups()) {
            ObjectNode one = groups.addObject().put("group", group.name()).put("state", group.state());
            put(one, "lag", group.lag());
        }
        return node;
    }

    private static ObjectNode json(StreamListing.Shard shard) {
        ObjectNode node = Json.object().put("shard", shard.shard());
        put(node, "messages", shard.messages());
        put(node, "first", shard.first());
        put(node, "last", shard.last());
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<StreamListing.End> end) {
        node.put(name, end.map(StreamListing.End::sequence).orElse(null));
        node.put(
                name + "_time",
                end.flatMap(StreamListing.End::time).map(Format::time).orElse(null));
        end.flatMap(StreamListing.End::id).ifPresent(id -> node.put(name + "_id", id));
    }

    private static void put(ObjectNode node, String name, OptionalLong number) {
        if (number.isPresent()) {
            node.put(name, number.getAsLong());
        } else {
            node.putNull(name);
        }
    }

    // ---- For people ----

    /** A line a stream, under a head. */
    static List<String> table(List<StreamListing> listings) {
        int width =
                listings.stream().mapToInt(listing -> listing.name().length()).reduce("stream".length(), Math::max);
        List<String> lines = new ArrayList<>();
        lines.add(Screen.dim(row(width, "stream", "shards", "messages")));
        for (StreamListing listing : listings) {
            String shards = Format.number(listing.shards().size());
            lines.add(row(width, listing.name(), shards, number(listing.messages())));
        }
        return lines;
    }

    private static String row(int width, String name, String shards, String messages) {
        return String.format(Locale.ROOT, "%-" + width + "s  %8s  %" + NUMBER_WIDTH + "s", name, shards, messages);
    }

    /** What a stream holds and how it is kept, in lines that a terminal of 100 columns has room for. */
    static List<String> text(StreamDescription description) {
        StreamListing listing = description.listing();
        List<String> lines = new ArrayList<>(head(listing));
        lines.addAll(ShardTable.lines(listing.shards()));
        description.settings().forEach((name, value) -> lines.addAll(detail(name + " = " + value)));
        for (StreamDescription.Group group : description.groups()) {
            lines.addAll(detail("group " + group.name() + ": " + group.state()
                    + (group.lag().isPresent()
                            ? ", " + Format.number(group.lag().getAsLong()) + " behind"
                            : "")));
        }
        return lines;
    }

    private static List<String> head(StreamListing listing) {
        String counts = Format.count(listing.shards().size(), "shard")
                + (listing.messages().isPresent()
                        ? " · " + Format.count(listing.messages().getAsLong(), "message")
                        : "");
        if (listing.name().length() + 2 + counts.length() <= Wrapping.COLUMNS) {
            return List.of(Screen.bold(listing.name()) + "  " + counts);
        }
        List<String> lines = new ArrayList<>();
        Wrapping.lines("", listing.name(), 0).forEach(line -> lines.add(Screen.bold(line)));
        lines.add("  " + counts);
        return lines;
    }

    private static List<String> detail(String text) {
        return Wrapping.lines("  ", text, 6);
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Format.number(number.getAsLong()) : UNKNOWN;
    }
}
