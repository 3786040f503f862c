// example: Type.hashCode, Type.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class GenericTypes implements Processor {
    static class Part<T> {
        Map<? extends T, List<String>> map;
        List<T>[] array;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.lang.reflect.Type type = Part.class.getDeclaredField("map").getGenericType();
        context.emit(Value.of("" + type));
        context.emit(Value.of("" + type.hashCode()));
        context.emit(Value.of("" + Part.class.getDeclaredField("map").getAnnotatedType()));
        context.emit(Value.of("" + Part.class.getDeclaredField("map").getAnnotatedType().hashCode()));
        context.emit(Value.of("" + Part.class.getTypeParameters()[0].hashCode()));
        context.emit(Value.of("" + Part.class.getDeclaredField("array").getGenericType().hashCode()));
        context.emit(Value.of("" + List.of(type).hashCode()));
    }
}
