// example: an exception caught and thrown again
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CaughtOften implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        int caught = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                Objects.requireNonNull(i % 2 == 0 ? null : "x").length();
                throw new IOException("y", new IllegalStateException("z"));
            } catch (NullPointerException | IOException e) {
                caught += e.getMessage() == null ? 1 : e.getMessage().length();
            }
        }
        context.emit(Value.of(caught));
    }
}
