// example: uncaught exception of the JDK
// expect: stops: ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 1

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class UncaughtOfJdk implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        int[] one = new int[1];
        one[5] = 1;
    }
}
