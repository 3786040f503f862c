// example: BigDecimal
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.math.*;

public class Decimals implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new BigDecimal("1").divide(new BigDecimal("7"), MathContext.DECIMAL64)));
        context.emit(Value.of("" + new BigDecimal("2").sqrt(MathContext.DECIMAL128)));
        context.emit(Value.of("" + BigDecimal.valueOf(0.1).setScale(0, RoundingMode.HALF_EVEN)));
        context.emit(Value.of("" + new BigDecimal(0.1)));
    }
}
