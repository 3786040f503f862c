package io.tapedeck.tools.migrate;

/** A {@code [[services]]} of mstream: a system that connectors read, write or ask, by its name. */
record MstreamService(String name, String provider, ForeignTable table) {}
