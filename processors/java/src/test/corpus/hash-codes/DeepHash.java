// example: Arrays.deepHashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DeepHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.deepHashCode(new Object[] {Level.LOW, new int[] {1}})));
        context.emit(Value.of("" + Arrays.hashCode(new Object[] {new int[0], Level.LOW})));
        context.emit(Value.of("" + Arrays.hashCode(new int[] {1, 2})));
    }
}
