// example: switch over objects
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PatternSwitch implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }
    static String text(Object object) {
        return switch (object) { case Integer i when i > 5 -> "int"; case Level level when level == Level.TOP -> "top"; case StringValue s -> "string"; default -> object.getClass().getSimpleName(); };
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + text(message.value())));
        context.emit(Value.of("" + text(Level.TOP)));
        context.emit(Value.of("" + text(7)));
    }
}
