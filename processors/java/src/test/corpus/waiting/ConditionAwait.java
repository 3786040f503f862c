// example: condition.await
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConditionAwait implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.util.concurrent.locks.ReentrantLock().newCondition().await(1, TimeUnit.MILLISECONDS);
    }
}
