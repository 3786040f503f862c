// example: switch over sealed types
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SealedSwitch implements Processor {
    sealed interface Shape permits Circle, Square {}
    record Circle(double radius) implements Shape {}
    record Square(double side) implements Shape {}
    static double area(Shape shape) {
        return switch (shape) { case Circle(double r) -> Math.PI * r * r; case Square s when s.side() > 2 -> s.side() * s.side(); case Square s -> 0; };
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + area(new Circle(2))));
        context.emit(Value.of("" + area(new Square(3))));
    }
}
