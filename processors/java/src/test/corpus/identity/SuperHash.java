// example: super.hashCode()
// expect: refused: super.hashCode is refused: it differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SuperHash implements Processor {
    static class Plain { @Override public int hashCode() { return super.hashCode() + 1; } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Plain()));
    }
}
