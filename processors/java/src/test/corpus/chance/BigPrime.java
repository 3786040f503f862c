// example: BigInteger.probablePrime
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class BigPrime implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + BigInteger.probablePrime(64, new Random())));
        context.emit(Value.of("" + new BigInteger(90, new Random())));
        context.emit(Value.of("" + new BigInteger("1000000007").isProbablePrime(20)));
        context.emit(Value.of("" + BigInteger.TEN.nextProbablePrime()));
    }
}
