// example: HashSet of objects without hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HashSetOfObjects implements Processor {
    static class Plain { final int number; Plain(int number) { this.number = number; } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Set<Plain> set = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            set.add(new Plain(i));
        }
        context.emit(Value.of("" + set.stream().map(plain -> plain.number).toList()));
    }
}
