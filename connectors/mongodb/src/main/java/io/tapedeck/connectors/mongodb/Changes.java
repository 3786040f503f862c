package io.tapedeck.connectors.mongodb;

/** The words of a change, MongoDB's own. */
final class Changes {
    static final String OPERATION = "operationType";
    static final String NAMESPACE = "ns";
    static final String DATABASE = "db";
    static final String COLLECTION = "coll";
    static final String KEY = "documentKey";
    static final String DOCUMENT = "fullDocument";
    static final String CLUSTER_TIME = "clusterTime";

    static final String INSERT = "insert";
    static final String UPDATE = "update";
    static final String REPLACE = "replace";
    static final String DELETE = "delete";
    static final String INVALIDATE = "invalidate";

    /** Ours: a document as it was when the collection was read. */
    static final String SNAPSHOT = "snapshot";

    private Changes() {}
}
