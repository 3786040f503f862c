package io.tapedeck.log;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a processor emits.
 *
 * @param value the content
 * @param key the key, or {@link Value#NULL}
 * @param headers the headers, in order
 */
public record Output(Value value, Value key, List<Header> headers) {
    /** Copies the headers. */
    public Output {
        headers = List.copyOf(headers);
    }

    /** An output without key and headers. */
    public static Output of(Value value) {
        return new Output(value, Value.NULL, List.of());
    }

    /** What hands a message on as it is. */
    public static Output of(Message message) {
        return of(message, message.value());
    }

    /** What hands a message on with another value. */
    public static Output of(Message message, Value value) {
        return new Output(value, message.key(), message.headers());
    }

    /** The canonical form: a list of value, key and headers (a list of name and value each). */
    public Value toValue() {
        return Value.list(value, key, headersValue(headers));
    }

    /** Reads the canonical form. */
    public static Output ofValue(Value encoded) {
        return new Output(encoded.get(0), encoded.get(1), headers(encoded.get(2)));
    }

    /**
     * Reads an output as a step record has it.
     *
     * @param encoded the canonical form, or the list of key and headers alone, where the value is that of the input
     * @param input the value of the input, which is asked for only then
     */
    public static Output ofRecorded(Value encoded, Supplier<Value> input) {
        return encoded.asList().size() == 2
                ? new Output(input.get(), encoded.get(0), headers(encoded.get(1)))
                : ofValue(encoded);
    }

    static Value headersValue(List<Header> headers) {
        return Value.list(headers.stream()
                .map(header -> Value.list(Value.of(header.name()), header.value()))
                .toList());
    }

    static List<Header> headers(Value encoded) {
        return encoded.asList().stream().map(Output::header).toList();
    }

    private static Header header(Value encoded) {
        if (encoded.asList().size() != 2) {
            throw new ValueFormatException("a header that is not a list of name and value");
        }
        return new Header(encoded.get(0).asString(), encoded.get(1));
    }
}
