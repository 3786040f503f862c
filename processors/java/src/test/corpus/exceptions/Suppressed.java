// example: suppressed and causes
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Suppressed implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try (AutoCloseable open = () -> { throw new IllegalStateException("close"); }) {
            throw new RuntimeException("body", new Exception("cause"));
        } catch (Exception e) {
            context.emit(Value.of(e + " " + Arrays.toString(e.getSuppressed()) + " " + e.getCause()));
        }
    }
}
