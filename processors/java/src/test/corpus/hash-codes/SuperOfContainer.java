// example: super.hashCode() in a class that extends AbstractMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SuperOfContainer implements Processor {
    enum Level {
        LOW,
        HIGH
    }

    static class Counts extends AbstractMap<Level, Object> {
        @Override
        public Set<Map.Entry<Level, Object>> entrySet() {
            return Set.of(Map.entry(Level.LOW, Level.HIGH));
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }

        @Override
        public String toString() {
            return "Counts" + super.toString();
        }
    }

    static class Names extends ArrayList<Object> {
        Names() {
            add(Level.LOW);
            add(new int[1]);
        }

        @Override
        public int hashCode() {
            return super.hashCode() + 1;
        }

        @Override
        public String toString() {
            return "Names" + super.toString();
        }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Counts().hashCode()));
        context.emit(Value.of("" + new Counts()));
        context.emit(Value.of("" + new Names().hashCode()));
        context.emit(Value.of("" + new Names()));
    }
}
