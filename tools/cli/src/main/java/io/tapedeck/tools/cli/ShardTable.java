package io.tapedeck.tools.cli;

import io.tapedeck.connectors.StreamListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The shards of a stream, as {@code streams describe} shows them: a line each, with the places of the first and the last
 * message and their times; or two, the times below the places, where a line would be too long.
 */
final class ShardTable {
    private static final String UNKNOWN = "–";
    private static final String GAP = "  ";

    private final List<Row> rows = new ArrayList<>();

    /** A shard's cells. */
    private record Row(String shard, String messages, String first, String firstTime, String last, String lastTime) {
        private List<String> inOne() {
            return List.of(shard, messages, first, firstTime, last, lastTime);
        }

        private List<String> above() {
            return List.of(shard, messages, first, last);
        }

        private List<String> below() {
            return List.of("", "", firstTime, lastTime);
        }
    }

    private ShardTable(List<StreamListing.Shard> shards) {
        rows.add(new Row("shard", "messages", "first", "", "last", ""));
        for (StreamListing.Shard shard : shards) {
            rows.add(new Row(
                    String.valueOf(shard.shard()),
                    number(shard.messages()),
                    place(shard.first()),
                    time(shard.first()),
                    place(shard.last()),
                    time(shard.last())));
        }
    }

    /** The lines, a head first. */
    static List<String> lines(List<StreamListing.Shard> shards) {
        ShardTable table = new ShardTable(shards);
        List<String> lines = table.inOne();
        if (lines.stream().anyMatch(line -> line.length() > Wrapping.COLUMNS)) {
            lines = table.inTwo();
        }
        lines.set(0, Screen.dim(lines.getFirst()));
        return lines;
    }

    private List<String> inOne() {
        return aligned(rows.stream().map(Row::inOne).toList());
    }

    private List<String> inTwo() {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add(row.above());
            if (!row.firstTime().isEmpty() || !row.lastTime().isEmpty()) {
                lines.add(row.below());
            }
        }
        return aligned(lines);
    }

    /** Shards and messages to the right, for they are numbers; all else to the left. */
    private static List<String> aligned(List<List<String>> cells) {
        int[] widths = IntStream.range(0, cells.getFirst().size())
                .map(column -> cells.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                String padding = " ".repeat(widths[column] - cell.length());
                text.append(GAP).append(column < 2 ? padding + cell : cell + padding);
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Format.number(number.getAsLong()) : UNKNOWN;
    }

    private static String place(Optional<StreamListing.End> end) {
        return end.map(at -> at.id().orElseGet(() -> String.valueOf(at.sequence())))
                .orElse(UNKNOWN);
    }

    private static String time(Optional<StreamListing.End> end) {
        return end.flatMap(StreamListing.End::time).map(Format::time).orElse("");
    }
}
