// example: TimeZone.hashCode, ZoneRules.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Zones implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + TimeZone.getTimeZone("Europe/Berlin").hashCode()));
        context.emit(Value.of("" + ZoneId.of("Europe/Berlin").getRules().hashCode()));
        context.emit(Value.of("" + ZoneId.of("Europe/Berlin").hashCode()));
        context.emit(Value.of("" + new SimpleTimeZone(0, "X").hashCode()));
        context.emit(Value.of("" + java.time.temporal.WeekFields.ISO.hashCode()));
        context.emit(Value.of("" + Calendar.getInstance().hashCode()));
        context.emit(Value.of("" + java.time.temporal.ChronoField.YEAR.range().hashCode()));
    }
}
