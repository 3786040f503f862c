package io.tapedeck.tools.migrate;

/** One of a connector's {@code schemas}: an id, and the service that keeps the schema. */
record MstreamSchema(String id, String service, String resource, ForeignTable table) {}
