// example: Class.getDeclaredMethods, Method.invoke
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Methods implements Processor {
    interface Thing extends Comparable<Thing> {
        void first();

        default String second() {
            return "";
        }
    }

    static class Part {
        private String zulu() {
            return "z";
        }

        public int alpha(int a) {
            return a;
        }

        public void yankee() {}

        void lambdas() {
            Runnable runnable = () -> {};
        }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        for (java.lang.reflect.Method method : Part.class.getDeclaredMethods()) {
            context.emit(Value.of(method + " " + method.hashCode()));
        }
        for (java.lang.reflect.Method method : Part.class.getMethods()) {
            context.emit(Value.of(method.toString()));
        }
        for (java.lang.reflect.Method method : Thing.class.getMethods()) {
            context.emit(Value.of(method.toString()));
        }
        context.emit(Value.of("" + Part.class.getDeclaredMethod("zulu").invoke(new Part())));
        context.emit(Value.of("" + Arrays.toString(List.class.getMethods())));
        context.emit(Value.of("" + List.class.getMethod("size").invoke(List.of(1, 2))));
    }
}
