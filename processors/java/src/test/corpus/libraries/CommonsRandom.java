// example: commons-lang3: RandomStringUtils
// expect: identical
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsRandom implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + org.apache.commons.lang3.RandomStringUtils.secure().nextAlphanumeric(12)));
        context.emit(Value.of("" + org.apache.commons.lang3.RandomStringUtils.insecure().nextNumeric(8)));
        context.emit(Value.of("" + org.apache.commons.lang3.RandomUtils.secure().randomInt(0, 1000)));
    }
}
