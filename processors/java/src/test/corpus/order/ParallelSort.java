// example: Arrays.parallelSort
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ParallelSort implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Arrays.parallelSort(new int[] {2, 1});
    }
}
