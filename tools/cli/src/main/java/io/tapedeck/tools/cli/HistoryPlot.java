package io.tapedeck.tools.cli;

import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A history of numbers as a picture: a line that goes on level until the next value. */
final class HistoryPlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 360;
    private static final int LEFT = 90;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final int LINES = 4;

    private final List<Point> points = new ArrayList<>();
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    private HistoryPlot() {}

    private record Point(long ordinal, double value) {}

    /**
     * Draws a history into a file.
     *
     * @throws WrongUseException where it has no numbers
     */
    static void write(KeyHistory history, Path file) throws IOException, WrongUseException {
        HistoryPlot plot = new HistoryPlot();
        history.entries()
                .forEach(entry ->
                        number(entry.value()).ifPresent(value -> plot.add(new Point(entry.ordinal(), value))));
        if (plot.points.isEmpty()) {
            throw new WrongUseException("--plot draws numbers, and " + history.key()
                    + " is none; a field of it may be, as in --state " + history.key() + ".count");
        }
        Files.writeString(file, plot.svg(history.key()), StandardCharsets.UTF_8);
    }

    private static OptionalDouble number(Optional<Value> value) {
        return switch (value.map(Value::kind).orElse("")) {
            case "integer", "float", "decimal" ->
                OptionalDouble.of(value.orElseThrow().asDouble());
            default -> OptionalDouble.empty();
        };
    }

    private void add(Point point) {
        points.add(point);
        low = Math.min(low, point.value());
        high = Math.max(high, point.value());
    }

    private String svg(String title) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                LEFT,
                escaped(title)));
        for (int i = 0; i <= LINES; i++) {
            double value = low + (high - low) * i / LINES;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    y(value),
                    WIDTH - RIGHT,
                    LEFT - 8,
                    y(value) + 4,
                    label(value)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">#%d</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">#%d</text>%n",
                LEFT,
                HEIGHT - 15,
                first(),
                WIDTH - RIGHT,
                HEIGHT - 15,
                last()));
        svg.append("<path fill=\"none\" stroke=\"#1769aa\" stroke-width=\"1.5\" d=\"");
        svg.append(String.format(
                Locale.ROOT, "M%.1f %.1f", x(first()), y(points.getFirst().value())));
        for (Point point : points) {
            svg.append(String.format(Locale.ROOT, "H%.1fV%.1f", x(point.ordinal()), y(point.value())));
        }
        return svg.append("\"/>\n</svg>\n").toString();
    }

    private long first() {
        return points.getFirst().ordinal();
    }

    private long last() {
        return points.getLast().ordinal();
    }

    private double x(long ordinal) {
        long span = Math.max(1, last() - first());
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * (ordinal - first()) / span;
    }

    private double y(double value) {
        double span = high > low ? high - low : 1;
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / span;
    }

    private static String label(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Format.number((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
