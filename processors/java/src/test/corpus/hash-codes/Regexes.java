// example: Pattern.hashCode, Matcher.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Regexes implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Pattern.compile("a").hashCode()));
        context.emit(Value.of("" + Pattern.compile("a").matcher("abc")));
        context.emit(Value.of("" + Pattern.compile("a").matcher("abc").toMatchResult()));
        context.emit(Value.of("" + Pattern.compile("(?<n>a)").namedGroups()));
    }
}
