package io.tapedeck.tools.migrate;

import java.util.Optional;

/**
 * Where a connector of mstream reads, writes or asks: a resource of a service, and what its messages are.
 *
 * @param resource a collection, topic, subscription, path or script, as the service has it
 * @param schema the {@code id} of one of the connector's schemas
 * @param input the encoding that a source's messages have
 * @param output the encoding that mstream makes of them
 */
record MstreamReference(
        MstreamService service,
        String resource,
        Optional<String> schema,
        Optional<String> input,
        Optional<String> output,
        ForeignTable table) {}
