// example: Method.invoke of Method.invoke
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ReflectionOnReflection implements Processor {
    static class Part {
        int b;
        int a;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.lang.reflect.Method invoke =
                java.lang.reflect.Method.class.getMethod("invoke", Object.class, Object[].class);
        java.lang.reflect.Method now = Instant.class.getMethod("now");
        context.emit(Value.of("" + invoke.invoke(now, null, new Object[0])));
        context.emit(Value.of("" + Class.class.getMethod("forName", String.class).invoke(null, "java.util.ArrayList")));
        context.emit(Value.of("" + Arrays.toString((Object[]) Class.class.getMethod("getDeclaredFields").invoke(Part.class))));
    }
}
