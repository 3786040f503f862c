// example: commons-lang3: ToStringBuilder, HashCodeBuilder
// expect: identical
// library: commons-lang3

import module java.base;
import org.apache.commons.lang3.*;
import org.apache.commons.lang3.builder.*;
import org.apache.commons.lang3.reflect.*;
import org.apache.commons.lang3.tuple.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsReflect implements Processor {
    enum Level {
        LOW,
        HIGH
    }

    static class Part {
        String name = "n";
        Level level = Level.HIGH;
        int[] array = {1};

        @Override
        public String toString() {
            return ToStringBuilder.reflectionToString(this, ToStringStyle.SHORT_PREFIX_STYLE);
        }

        @Override
        public int hashCode() {
            return HashCodeBuilder.reflectionHashCode(this);
        }

        @Override
        public boolean equals(Object other) {
            return EqualsBuilder.reflectionEquals(this, other);
        }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Part()));
        context.emit(Value.of("" + new Part().hashCode()));
        context.emit(Value.of("" + new Part().equals(new Part())));
        context.emit(Value.of("" + new ToStringBuilder(new Object(), ToStringStyle.NO_CLASS_NAME_STYLE).append("a", 1)));
        context.emit(Value.of("" + Pair.of("a", Level.LOW).hashCode()));
        context.emit(Value.of("" + MethodUtils.invokeMethod("abc", "substring", 1)));
        context.emit(Value.of("" + FieldUtils.readField(new Part(), "name", true)));
        context.emit(Value.of("" + ClassUtils.getAllInterfaces(ArrayList.class)));
        context.emit(Value.of("" + ObjectUtils.identityToString(new Part())));
    }
}
