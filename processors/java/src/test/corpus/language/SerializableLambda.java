// example: lambda & Serializable
// expect: refused: a processor must not use reflection

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SerializableLambda implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Comparator<String> order = (Comparator<String> & java.io.Serializable) (a, b) -> a.length() - b.length();
        context.emit(Value.of("" + order.compare("a", "bbb")));
    }
}
