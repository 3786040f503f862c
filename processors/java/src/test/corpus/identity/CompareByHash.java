// example: Comparator.comparing(Object::hashCode)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CompareByHash implements Processor {
    static class Plain { final int number; Plain(int number) { this.number = number; } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<Plain> list = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            list.add(new Plain(i));
        }
        list.sort(Comparator.comparing(Object::hashCode));
        context.emit(Value.of("" + list.stream().map(plain -> plain.number).toList()));
    }
}
