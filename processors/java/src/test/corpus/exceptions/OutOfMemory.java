// example: catch (OutOfMemoryError)
// expect: stops: OutOfMemoryError

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OutOfMemory implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<long[]> all = new ArrayList<>();
        try {
            while (true) {
                all.add(new long[4 << 20]);
            }
        } catch (OutOfMemoryError e) {
            int size = all.size();
            all = null;
            context.emit(Value.of(size));
        }
    }
}
