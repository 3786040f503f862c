// example: SimpleDateFormat.parse of an offset
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ZoneParsed implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.SimpleDateFormat("HH:mm z", Locale.ENGLISH).parse("10:00 UTC")));
        context.emit(Value.of("" + new java.text.SimpleDateFormat("HH:mm z", Locale.ENGLISH).parse("10:00 GMT+03:00")));
        context.emit(Value.of("" + new java.text.SimpleDateFormat("HH:mm X", Locale.ENGLISH).parse("10:00 +02")));
        context.emit(Value.of("" + java.time.ZonedDateTime.parse("2020-01-01 10:00 IST", java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ENGLISH))));
    }
}
