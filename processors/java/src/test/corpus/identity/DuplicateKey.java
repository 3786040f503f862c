// example: Map.of and toMap with equal keys, in the message
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DuplicateKey implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Object key = new int[1];
        try {
            Map.of(key, 1, key, 2);
        } catch (IllegalArgumentException e) {
            context.emit(Value.of(e.getMessage()));
        }
        try {
            Set.of(key, key);
        } catch (IllegalArgumentException e) {
            context.emit(Value.of(e.getMessage()));
        }
        try {
            Stream.of(key, key).collect(Collectors.toMap(each -> each, each -> each));
        } catch (IllegalStateException e) {
            context.emit(Value.of(e.getMessage()));
        }
    }
}
