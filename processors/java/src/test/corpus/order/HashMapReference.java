// example: HashMap::new
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class HashMapReference implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(Collectors.groupingBy(level -> level, HashMap::new, Collectors.counting()))));
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(Collectors.toCollection(HashSet::new))));
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(HashSet::new, Set::add, Set::addAll)));
    }
}
