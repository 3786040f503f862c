// example: ZoneId.getAvailableZoneIds
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ZoneIds implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(String.join(" ", ZoneId.getAvailableZoneIds()).hashCode()));
    }
}
