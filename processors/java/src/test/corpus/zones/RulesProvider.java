// example: ZoneRulesProvider.registerProvider
// expect: refused: java.time.zone.ZoneRulesProvider.getAvailableZoneIds is refused: it changes the zones of all processors

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RulesProvider implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.time.zone.ZoneRulesProvider.getAvailableZoneIds().size()));
    }
}
