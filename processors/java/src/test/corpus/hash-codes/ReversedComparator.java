// example: Collections.reverseOrder(comparator).hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ReversedComparator implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Collections.reverseOrder((String a, String b) -> 0).hashCode()));
        context.emit(Value.of("" + Collections.checkedQueue(new ArrayDeque<>(), String.class).hashCode()));
        context.emit(Value.of("" + Collections.synchronizedList(List.of(RoundingMode.UP)).hashCode()));
        context.emit(Value.of("" + Comparator.naturalOrder().hashCode()));
        context.emit(Value.of("" + Collectors.toList().hashCode()));
    }
}
