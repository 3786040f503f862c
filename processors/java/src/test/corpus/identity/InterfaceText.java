// example: interface that declares toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InterfaceText implements Processor {
    interface Named {
        String toString();

        int hashCode();
    }

    interface Called {
        String toString();

        int hashCode();

        void call();
    }

    private final Called lambda = () -> {};

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Named named = new Named() {};
        context.emit(Value.of("" + named.toString().replace("z", "y")));
        context.emit(Value.of("" + named.hashCode()));
        context.emit(Value.of("" + lambda.toString().replace("z", "y")));
        context.emit(Value.of("" + lambda.hashCode()));
    }
}
