// example: Method.invoke of parallelStream
// expect: stops: NoSuchMethodException: java.util.Collection.parallelStream

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RefusedInList implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ArrayList.class.getMethod("parallelStream").invoke(new ArrayList<>())));
    }
}
