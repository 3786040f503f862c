// example: DateTimeFormatter.getResolverFields
// expect: refused: java.time.format.DateTimeFormatter.getResolverFields is refused: its order differs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ResolverFields implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.time.format.DateTimeFormatter.ISO_DATE.getResolverFields()));
    }
}
