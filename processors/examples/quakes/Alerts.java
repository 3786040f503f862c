import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.util.Map;

/** Alerts for earthquakes that people may have felt, and a tally of all that was measured. */
public final class Alerts implements Processor {
    /** How each type of magnitude is measured. */
    private static final Map<String, String> SCALES = Map.of(
            "ml", "local",
            "md", "duration",
            "mb", "body wave",
            "mb_lg", "regional surface wave",
            "mww", "moment (W phase)",
            "mwr", "moment (regional)");

    @Override
    public void process(Message message, ProcessorContext context) {
        Value quake = message.value();
        String type = quake.get("magType").asString();
        String scale = SCALES.get(type);
        if (scale == null) {
            throw new IllegalArgumentException("unknown magType " + type);
        }

        Value magnitude = quake.get("mag");
        Value tally = context.state().get(type);
        long count = tally.isNull() ? 1 : tally.get("count").asLong() + 1;
        Value max = tally.isNull() ? magnitude : larger(tally.get("max"), magnitude);
        context.state().put(type, Value.map("count", Value.of(count), "max", max));

        if (magnitude.asDouble() >= 4.3) {
            context.emit(MapValue.builder()
                    .put("place", quake.get("place"))
                    .put("level", Value.of(level(magnitude.asDouble())))
                    .put("magnitude", magnitude)
                    .put("scale", Value.of(scale))
                    .put("number", Value.of(count))
                    .build());
        }
    }

    private static Value larger(Value before, Value now) {
        return now.asDouble() > before.asDouble() ? now : before;
    }

    private static String level(double magnitude) {
        if (magnitude >= 6) {
            return "strong";
        }
        return magnitude >= 5 ? "moderate" : "light";
    }
}
