// example: messages of the JVM
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Messages implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        for (Callable<?> call : List.<Callable<?>>of(
                () -> ((Object) "a") instanceof Integer i ? i : (Integer) (Object) "a",
                () -> List.of().get(0),
                () -> new int[1][0][1],
                () -> 1 / (message.sequence() - message.sequence()),
                () -> ((String) null).length(),
                () -> Integer.parseInt("x"),
                () -> new ArrayList<>(List.of(1)).get(5),
                () -> Level.valueOf("NONE"),
                () -> new Object[] {1}[2],
                () -> List.of(1).iterator().next().compareTo(null))) {
            try {
                call.call();
            } catch (Exception e) {
                context.emit(Value.of(e.toString()));
            }
        }
    }
}
