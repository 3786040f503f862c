// example: Collator.getInstance
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class CollatorDefault implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.of("z", "ä", "a").sorted(java.text.Collator.getInstance()).toList()));
        context.emit(Value.of("" + "ä".compareTo("z")));
        context.emit(Value.of("" + Stream.of("I", "ı", "i").sorted(String.CASE_INSENSITIVE_ORDER).toList()));
    }
}
