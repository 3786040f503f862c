// example: UUID.randomUUID
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Uuids implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + UUID.randomUUID()));
        context.emit(Value.of("" + UUID.randomUUID().version()));
        context.emit(Value.of("" + UUID.nameUUIDFromBytes("a".getBytes())));
    }
}
