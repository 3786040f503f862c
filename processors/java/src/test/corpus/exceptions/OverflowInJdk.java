// example: deep recursion within the JDK
// expect: stops: StackOverflowError: the calls went too deep

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OverflowInJdk implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            list = new ArrayList<>(List.of(list));
        }
        try {
            context.emit(Value.of(list.hashCode()));
        } catch (Error e) {
            context.emit(Value.of("deep"));
        }
    }
}
