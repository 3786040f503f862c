package io.tapedeck.controller;

import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of a step's code in the log. */
final class CodeValues {
    private CodeValues() {}

    static MapValue toValue(ProcessorCode code) {
        return MapValue.builder()
                .put("step", Value.of(code.step()))
                .put("language", Value.of(code.language()))
                .put("entry", Value.of(code.entry()))
                .put("digest", Value.of(code.digest()))
                .put(
                        "files",
                        Value.list(code.files().stream()
                                .map(file ->
                                        Value.map("name", Value.of(file.name()), "content", Value.of(file.content())))
                                .toList()))
                .build();
    }

    static ProcessorCode ofValue(Value value) {
        return new ProcessorCode(
                value.get("step").asString(),
                value.get("language").asString(),
                value.get("entry").asString(),
                value.get("files").asList().stream()
                        .map(file -> new ProcessorCode.File(
                                file.get("name").asString(),
                                file.get("content").asBytes().copy()))
                        .toList());
    }

    /** The steps' code of today that is not the code in force. */
    static List<ProcessorCode> changed(List<ProcessorCode> inForce, List<ProcessorCode> today) {
        Map<String, String> digests = new HashMap<>();
        inForce.forEach(step -> digests.put(step.step(), step.digest()));
        return today.stream()
                .filter(step -> !step.digest().equals(digests.get(step.step())))
                .toList();
    }

    /** The same with another code for a step. */
    static List<ProcessorCode> with(List<ProcessorCode> code, ProcessorCode change) {
        return code.stream()
                .map(step -> step.step().equals(change.step()) ? change : step)
                .toList();
    }

    /** What goes with a step in a list that has something for each code, in order; empty where there is no such step. */
    static <T> Optional<T> ofStep(String step, List<ProcessorCode> code, List<T> each) {
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i).step().equals(step)) {
                return Optional.of(each.get(i));
            }
        }
        return Optional.empty();
    }

    /** The record that says that a step's code is another from here on. */
    static RunRecord toChange(ProcessorCode code) {
        return new RunRecord(RunRecord.Kind.CODE_CHANGE, toValue(code));
    }

    /** The code in force at the end of a run's log. */
    static List<ProcessorCode> inForce(RunFolder run) throws IOException {
        Map<String, ProcessorCode> code = new LinkedHashMap<>();
        run.start().code().forEach(step -> code.put(step.step(), step));
        try (LogReader log = LogReader.open(run.log())) {
            while (log.next()) {
                if (log.record() instanceof RunRecord(RunRecord.Kind kind, MapValue content)
                        && kind == RunRecord.Kind.CODE_CHANGE) {
                    ProcessorCode changed = ofValue(content);
                    code.put(changed.step(), changed);
                }
            }
        }
        return List.copyOf(code.values());
    }
}
