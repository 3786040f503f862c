// example: ReentrantLock.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.concurrent.locks.*;

public class LockText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Lock lock = new ReentrantLock();
        lock.lock();
        context.emit(Value.of(lock.toString()));
        lock.unlock();
        context.emit(Value.of(lock.toString()));
    }
}
