// example: Class.getDeclaredFields, Field.get
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Fields implements Processor {
    static class Part {
        String zulu = "z";
        private int secret = 3;
        public Object alpha = new Object();
        static final long BRAVO = 7;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        for (java.lang.reflect.Field field : Part.class.getDeclaredFields()) {
            field.setAccessible(true);
            context.emit(Value.of(field + "=" + field.get(new Part()) + " " + field.hashCode()));
        }
        java.lang.reflect.Field secret = Part.class.getDeclaredField("secret");
        Part part = new Part();
        secret.set(part, 5);
        context.emit(Value.of("" + part.secret));
        context.emit(Value.of("" + Integer.class.getField("MAX_VALUE").get(null)));
        context.emit(Value.of("" + getClass().getDeclaredFields().length));
    }
}
