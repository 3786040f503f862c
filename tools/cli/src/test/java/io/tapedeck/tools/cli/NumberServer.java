package io.tapedeck.tools.cli;

import io.tapedeck.connectors.faults.FaultyProxy;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * A server with streams of numbers, behind a proxy. Pipelines go through the proxy, and lose patience soon; what is asked
 * here does not.
 */
interface NumberServer extends NumberSource, AutoCloseable {
    /** What a pipeline's {@code to} says to write to a stream; where that may be one or the other, by chance. */
    String to(String name, Random random);

    /** The numbers that a stream has for who reads what is committed, in any order. */
    List<Integer> numbers(String name) throws Exception;

    FaultyProxy proxy();

    /** {@code kill -9}. */
    void kill() throws Exception;

    /** Starts it again, with what it had written. */
    void startAgain() throws Exception;

    @Override
    void close() throws IOException;
}
