// example: switch over enums
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnumInSwitch implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }
    static String word(Level level) {
        return switch (level) { case TOP -> "top"; case LOW -> "low"; default -> level.name(); };
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + word(Level.TOP)));
        context.emit(Value.of("" + word(Level.LOW)));
    }
}
