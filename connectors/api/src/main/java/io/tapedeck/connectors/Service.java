package io.tapedeck.connectors;

import io.tapedeck.log.Value;

/** A service at work. Not for several threads. */
public interface Service extends AutoCloseable {
    /**
     * Asks, and waits for the answer.
     *
     * @param request what to ask; its form is the service's
     * @param id the effect's id: the same whenever the same input of the same run asks again, so that the service can
     *     tell a repetition
     * @return the answer; that a service declines is an answer too
     * @throws ConnectorException where there is no answer, or the request is not of the service's form; told to the
     *     processor
     */
    Value ask(Value request, String id) throws ConnectorException, InterruptedException;

    @Override
    void close();
}
