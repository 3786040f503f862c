// example: Charset.aliases, Pattern.namedGroups
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Aliases implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.nio.charset.StandardCharsets.UTF_16.aliases()));
        context.emit(Value.of("" + java.nio.charset.StandardCharsets.ISO_8859_1.aliases()));
        context.emit(Value.of("" + Pattern.compile("(?<zulu>a)(?<alpha>b)(?<mike>c)(?<kilo>d)").namedGroups()));
        context.emit(Value.of("" + Pattern.compile("(?<zulu>a)(?<alpha>b)(?<mike>c)").matcher("abc").namedGroups()));
        context.emit(Value.of("" + Pattern.compile("(?<zulu>a)(?<alpha>b)").matcher("ab").toMatchResult().namedGroups()));
        context.emit(Value.of("" + Currency.getAvailableCurrencies()));
    }
}
