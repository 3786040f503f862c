// example: CompletableFuture.runAsync
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Futures implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        CompletableFuture.runAsync(() -> {}).join();
    }
}
