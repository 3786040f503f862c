// example: TimeZone.setDefault
// expect: refused: a processor must not change the machine's zone

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ZoneSetDefault implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }
}
