// example: Hashtable
// expect: refused: its order differs between runs; use LinkedHashMap

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HashtableOrder implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Hashtable<>(Map.of(1, 2))));
    }
}
