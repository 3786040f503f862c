// example: switch over strings
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StringSwitch implements Processor {
    static int number(String word) {
        switch (word) { case "iota": return 1; case "größe": return 2; default: return 3; }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + number("iota")));
        context.emit(Value.of("" + number("größe")));
    }
}
