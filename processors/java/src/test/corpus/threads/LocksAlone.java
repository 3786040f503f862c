// example: ReentrantLock, synchronized
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.concurrent.locks.*;

public class LocksAlone implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Lock lock = new ReentrantLock();
        lock.lock();
        try {
            synchronized (this) {
                context.emit(Value.of("locked"));
            }
        } finally {
            lock.unlock();
        }
    }
}
