// example: jackson-core: JsonFactory.createParser(file)
// expect: refused: java.io.File is refused: a processor must not read or write files
// library: jackson-core

import module java.base;
import com.fasterxml.jackson.core.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonFromUrl implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new JsonFactory().createParser(new java.io.File("a.json"))));
    }
}
