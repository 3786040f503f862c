// example: lock.tryLock(time)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.concurrent.locks.*;

public class TryLock implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new ReentrantLock().tryLock(1, TimeUnit.SECONDS)));
    }
}
