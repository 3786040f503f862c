package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Avro's types without parts and without a logical type. */
final class AvroScalars {
    private AvroScalars() {}

    /** Null. */
    enum Null implements AvroType {
        INSTANCE;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!value.isNull()) {
                throw refused(value);
            }
            out.writeNull();
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            in.readNull();
            return Value.NULL;
        }

        @Override
        public String typeName() {
            return "null";
        }

        @Override
        public AvroFit fit(Value value) {
            return value.isNull() ? AvroFit.SAME : AvroFit.NONE;
        }
    }

    /** Boolean. */
    enum Bool implements AvroType {
        INSTANCE;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof BooleanValue)) {
                throw refused(value);
            }
            out.writeBoolean(value.asBoolean());
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(in.readBoolean());
        }

        @Override
        public String typeName() {
            return "boolean";
        }

        @Override
        public AvroFit fit(Value value) {
            return value instanceof BooleanValue ? AvroFit.SAME : AvroFit.NONE;
        }
    }

    /** Int and long. */
    enum Whole implements AvroType {
        INT,
        LONG;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (fit(value) == AvroFit.NONE) {
                throw value.kind().equals("integer")
                        ? new AvroOffence(AvroNumbers.shown(value) + " is too large for " + "the type " + typeName())
                        : refused(value);
            }
            if (this == INT) {
                out.writeInt((int) value.asLong());
            } else {
                out.writeLong(value.asLong());
            }
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(this == INT ? in.readInt() : in.readLong());
        }

        @Override
        public String typeName() {
            return this == INT ? "int" : "long";
        }

        @Override
        public AvroFit fit(Value value) {
            return value instanceof IntegerValue(var number) && (this == LONG || (int) number == number)
                    ? AvroFit.SAME
                    : AvroFit.NONE;
        }
    }

    /** Float and double. */
    enum Floating implements AvroType {
        FLOAT,
        DOUBLE;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (fit(value) == AvroFit.NONE) {
                throw AvroNumbers.isNumber(value)
                        ? new AvroOffence(AvroNumbers.shown(value) + " is none of the numbers of a " + typeName())
                        : refused(value);
            }
            if (this == FLOAT) {
                out.writeFloat((float) value.asDouble());
            } else {
                out.writeDouble(value.asDouble());
            }
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(this == FLOAT ? in.readFloat() : in.readDouble());
        }

        @Override
        public String typeName() {
            return this == FLOAT ? "float" : "double";
        }

        @Override
        public AvroFit fit(Value value) {
            if (value instanceof FloatValue(var number)) {
                return fit(number);
            }
            return AvroNumbers.isNumber(value) && AvroNumbers.isExactly(value, nearest(value.asDouble()))
                    ? AvroFit.CHANGED
                    : AvroFit.NONE;
        }

        private AvroFit fit(double number) {
            double nearest = nearest(number);
            if (Double.isInfinite(nearest) && Double.isFinite(number)) {
                return AvroFit.NONE;
            }
            return nearest == number || Double.isNaN(number) ? AvroFit.SAME : AvroFit.CHANGED;
        }

        private double nearest(double number) {
            return this == FLOAT ? (float) number : number;
        }
    }

    /** String. */
    enum Text implements AvroType {
        INSTANCE;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof StringValue(var text))) {
                throw refused(value);
            }
            write(text, out);
        }

        static void write(String text, Encoder out) throws IOException {
            try {
                Utf8.check(text);
            } catch (EncodingException e) {
                throw new AvroOffence(String.valueOf(e.getMessage()));
            }
            out.writeString(text);
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(in.readString());
        }

        @Override
        public String typeName() {
            return "string";
        }

        @Override
        public AvroFit fit(Value value) {
            return value instanceof StringValue ? AvroFit.SAME : AvroFit.NONE;
        }
    }

    /** Bytes. */
    enum Binary implements AvroType {
        INSTANCE;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof BytesValue(var bytes))) {
                throw refused(value);
            }
            out.writeBytes(bytes.toByteArray());
        }

        static byte[] bytes(Decoder in) throws IOException {
            if (in instanceof AvroBytes plain) {
                return plain.readByteArray();
            }
            ByteBuffer read = in.readBytes(null);
            byte[] bytes = new byte[read.remaining()];
            read.get(bytes);
            return bytes;
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(Bytes.wrap(bytes(in)));
        }

        @Override
        public String typeName() {
            return "bytes";
        }

        @Override
        public AvroFit fit(Value value) {
            return value instanceof BytesValue ? AvroFit.SAME : AvroFit.NONE;
        }
    }

    /** Fixed. */
    record Fixed(String name, int length) implements AvroType {
        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof BytesValue(var bytes))) {
                throw refused(value);
            }
            if (bytes.length() != length) {
                throw new AvroOffence(bytes.length() + " bytes where " + name + " has " + length);
            }
            out.writeFixed(bytes.toByteArray());
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(Bytes.wrap(bytes(in, length)));
        }

        static byte[] bytes(Decoder in, int length) throws IOException {
            if (in.remainingBytes() >= 0 && in.remainingBytes() < length) {
                throw AvroBytes.endsEarly();
            }
            byte[] bytes = new byte[length];
            in.readFixed(bytes, 0, length);
            return bytes;
        }

        @Override
        public String typeName() {
            return name;
        }

        @Override
        public AvroFit fit(Value value) {
            return value instanceof BytesValue(var bytes) && bytes.length() == length ? AvroFit.SAME : AvroFit.NONE;
        }
    }

    /** Enum. */
    record Symbols(String name, Schema schema, List<Value> symbols) implements AvroType {
        Symbols(Schema schema) {
            this(
                    schema.getName(),
                    schema,
                    schema.getEnumSymbols().stream().<Value>map(Value::of).toList());
        }

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof StringValue(var text))) {
                throw refused(value);
            }
            if (!schema.hasEnumSymbol(text)) {
                throw new AvroOffence("\"" + text + "\" is no symbol of " + name + "; there are: " + symbols);
            }
            out.writeEnum(schema.getEnumOrdinal(text));
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            int ordinal = in.readEnum();
            if (ordinal < 0 || ordinal >= symbols.size()) {
                throw new AvroOffence(name + " has no symbol " + ordinal);
            }
            return symbols.get(ordinal);
        }

        @Override
        public String typeName() {
            return name;
        }

        @Override
        public AvroFit fit(Value value) {
            return value instanceof StringValue(var text) && schema.hasEnumSymbol(text) ? AvroFit.SAME : AvroFit.NONE;
        }
    }
}
