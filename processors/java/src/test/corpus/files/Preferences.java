// example: java.util.prefs
// expect: refused: a processor must not read or write files

import module java.base;
import module java.prefs;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Preferences implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.util.prefs.Preferences.userRoot()));
    }
}
