// example: new ArrayDeque<>(objects).toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DequeOfObjects implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Deque<Object> deque = new ArrayDeque<>();
        deque.add(new Object());
        context.emit(Value.of(deque.toString()));
        Collection<Object> unmodifiable = Collections.unmodifiableCollection(deque);
        context.emit(Value.of(unmodifiable.toString()));
        Object copy = Collections.synchronizedList(new LinkedList<>(deque));
        context.emit(Value.of(copy.toString()));
    }
}
