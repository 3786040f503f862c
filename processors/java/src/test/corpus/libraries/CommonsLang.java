// example: commons-lang3: StringUtils
// expect: identical
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsLang implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + org.apache.commons.lang3.StringUtils.capitalize("iota")));
        context.emit(Value.of("" + org.apache.commons.lang3.StringUtils.reverse("größe")));
        context.emit(Value.of("" + org.apache.commons.lang3.StringUtils.leftPad("a", 3)));
        context.emit(Value.of("" + org.apache.commons.lang3.StringUtils.upperCase("title")));
    }
}
