// example: static cache
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StaticMap implements Processor {
    static final Map<String, UUID> CACHE = new HashMap<>();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + CACHE.computeIfAbsent("id", key -> UUID.randomUUID())));
    }
}
