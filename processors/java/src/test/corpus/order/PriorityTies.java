// example: PriorityQueue with ties
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PriorityTies implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        PriorityQueue<String> queue = new PriorityQueue<>(Comparator.comparing(String::length));
        queue.addAll(List.of("aa", "bb", "c", "dd", "e"));
        context.emit(Value.of("" + queue));
        context.emit(Value.of("" + (queue.poll() + queue.poll() + queue.poll())));
    }
}
