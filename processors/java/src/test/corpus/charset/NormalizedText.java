// example: Normalizer, codePoints
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NormalizedText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.text.Normalizer.normalize("é", java.text.Normalizer.Form.NFD).length()));
        context.emit(Value.of("" + "größe".codePoints().sum()));
        context.emit(Value.of("" + new String(new char[] {0xD800}).getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
    }
}
