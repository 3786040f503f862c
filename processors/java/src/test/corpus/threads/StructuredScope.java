// example: StructuredTaskScope, Flow
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StructuredScope implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new SubmissionPublisher<Integer>().submit(1);
    }
}
