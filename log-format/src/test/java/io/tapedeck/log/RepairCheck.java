package io.tapedeck.log;

import java.util.ArrayList;
import java.util.List;

/** What a repair is to keep of the records that could be saved. */
final class RepairCheck {
    private RepairCheck() {}

    /** The records that are copied: not the streams, which the new log names itself, nor gaps, nor repeated starts. */
    static List<LogRecord> given(List<LogRecord> records) {
        List<LogRecord> given = new ArrayList<>();
        LogRecord lastStart = new LogRecord.Gap(0, 0);
        for (LogRecord record : records) {
            boolean start =
                    record instanceof LogRecord.RunRecord run && run.kind() == LogRecord.RunRecord.Kind.RUN_START;
            boolean repeated = start && record.equals(lastStart);
            lastStart = start ? record : lastStart;
            if (!repeated && !(record instanceof LogRecord.StreamStart) && !(record instanceof LogRecord.Gap)) {
                given.add(record);
            }
        }
        return given;
    }
}
