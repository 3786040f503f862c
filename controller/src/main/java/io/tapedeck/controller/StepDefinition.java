package io.tapedeck.controller;

import io.tapedeck.runtime.ProcessorCode;
import java.time.Duration;

/**
 * A step as a pipeline file defines it.
 *
 * @param id its id
 * @param code the code of its processor, as it is now
 * @param onError what follows when the processor throws
 * @param timeout how long a call may take
 */
public record StepDefinition(String id, ProcessorCode code, ErrorPolicy onError, Duration timeout) {}
