// example: StreamTokenizer.lowerCaseMode
// expect: refused: java.io.StreamTokenizer.lowerCaseMode is refused: it takes the machine's locale

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TokensInLowerCase implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new StreamTokenizer(new StringReader("TITLE")).lowerCaseMode(true);
    }
}
