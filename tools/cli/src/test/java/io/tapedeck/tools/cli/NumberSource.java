package io.tapedeck.tools.cli;

/** What a pipeline can read numbers from: streams, or files, each with a name. */
interface NumberSource {
    /** So many shards has a stream of numbers, where it can have several; number N is in shard N modulo this. */
    int SHARDS = 4;

    /** Makes an empty one. */
    void create(String name) throws Exception;

    /** Appends the numbers from one up to before another. */
    void append(String name, int from, int to) throws Exception;

    /** What a pipeline's {@code from} says to read one, and to wait for more. */
    String from(String name);

    /** Where a message has its number, as an expression of Java. */
    default String numberOf(String message) {
        return message + ".value()";
    }
}
