package io.tapedeck.connectors.codecs;

import java.util.Arrays;
import java.util.Optional;

/** What the messages of a framed body are. */
public enum FramedType {
    /** Bytes of whatever encoding. */
    BYTES(0),
    /** JSON. */
    JSON(1),
    /** BSON. */
    BSON(2),
    /** Avro. */
    AVRO(3);

    private final byte code;

    FramedType(int code) {
        this.code = (byte) code;
    }

    /** The type of a format, by its name; other formats are bytes. */
    public static FramedType of(String format) {
        return switch (format) {
            case "json" -> JSON;
            case "bson" -> BSON;
            case "avro" -> AVRO;
            default -> BYTES;
        };
    }

    byte code() {
        return code;
    }

    static Optional<FramedType> ofCode(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
