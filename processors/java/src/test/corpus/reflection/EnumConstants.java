// example: Class.getEnumConstants
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnumConstants implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.toString(Level.class.getEnumConstants())));
        context.emit(Value.of("" + Level.class.isEnum()));
        context.emit(Value.of("" + Enum.valueOf(Level.class, "LOW")));
    }
}
