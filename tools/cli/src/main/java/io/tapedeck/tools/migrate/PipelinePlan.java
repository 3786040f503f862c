package io.tapedeck.tools.migrate;

/**
 * One of the pipelines that a connector becomes: one for each sink.
 *
 * @param name the pipeline's
 * @param sink which of the connector's sinks it has, from 0
 */
record PipelinePlan(String name, MstreamConnector connector, int sink) {
    MstreamReference to() {
        return connector.sinks().get(sink);
    }

    /** Whether what it reads are changes of a MongoDB deployment, and so documents with MongoDB's types. */
    boolean readsMongo() {
        return connector.source().service().provider().equals("mongodb");
    }

    /** Whether what it writes are documents. */
    boolean writesMongo() {
        return to().service().provider().equals("mongodb");
    }

    /** Whether its middlewares are asked with lists of messages. */
    boolean asksInBatches() {
        return connector.batch().isPresent() && !connector.middlewares().isEmpty();
    }
}
