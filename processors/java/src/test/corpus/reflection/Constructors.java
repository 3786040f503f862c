// example: Class.getConstructor, newInstance
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Constructors implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    record Part(int number) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Random.class.getConstructor().newInstance().nextInt()));
        context.emit(Value.of("" + Part.class.getDeclaredConstructor(int.class).newInstance(3)));
        context.emit(Value.of("" + StringBuilder.class.getConstructor(String.class).newInstance("x")));
        Map<Level, Integer> map = HashMap.class.getConstructor().newInstance();
        for (Level level : Level.values()) {
            map.put(level, level.ordinal());
        }
        context.emit(Value.of("" + map));
        context.emit(Value.of("" + Arrays.toString(Part.class.getDeclaredConstructors())));
    }
}
