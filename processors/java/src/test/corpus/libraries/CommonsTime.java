// example: commons-lang3: StopWatch, DateUtils
// expect: identical
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsTime implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        org.apache.commons.lang3.time.StopWatch watch = org.apache.commons.lang3.time.StopWatch.createStarted();
        context.emit(Value.of("" + watch.getNanoTime()));
        context.emit(Value.of("" + org.apache.commons.lang3.time.DurationFormatUtils.formatDurationHMS(61_001)));
        context.emit(Value.of("" + org.apache.commons.lang3.time.DateUtils.addDays(new Date(0), 1)));
    }
}
