package io.tapedeck.tools.migrate;

import java.util.List;
import java.util.Optional;

/**
 * A {@code [[connectors]]} of mstream.
 *
 * @param batch how many messages it hands on together, if it does
 */
record MstreamConnector(
        String name,
        Optional<Long> batch,
        MstreamReference source,
        List<MstreamReference> middlewares,
        List<MstreamSchema> schemas,
        List<MstreamReference> sinks,
        ForeignTable table) {}
