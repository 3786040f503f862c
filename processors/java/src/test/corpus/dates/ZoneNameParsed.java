// example: SimpleDateFormat.parse of a zone's name
// expect: stops: UnsupportedOperationException: which zone a name such as PST is

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ZoneNameParsed implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.text.SimpleDateFormat("HH:mm z", Locale.ENGLISH).parse("10:00 JST");
    }
}
