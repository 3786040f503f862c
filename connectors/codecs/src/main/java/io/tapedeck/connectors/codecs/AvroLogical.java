package io.tapedeck.connectors.codecs;

import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Avro's logical types that say no time: decimals and UUIDs. */
final class AvroLogical {
    private AvroLogical() {}

    /**
     * Decimal.
     *
     * @param fixedLength the bytes of the fixed that holds it; 0 where bytes do
     */
    record Decimal(int precision, int scale, int fixedLength) implements AvroType {
        static Decimal of(Schema schema, LogicalTypes.Decimal type) {
            return new Decimal(
                    type.getPrecision(),
                    type.getScale(),
                    schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : 0);
        }

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            byte[] unscaled = fitting(value)
                    .orElseThrow(() -> offence(value))
                    .unscaledValue()
                    .toByteArray();
            if (fixedLength == 0) {
                out.writeBytes(unscaled);
            } else {
                out.writeFixed(extended(unscaled));
            }
        }

        private AvroOffence offence(Value value) {
            return AvroNumbers.isNumber(value)
                    ? new AvroOffence(AvroNumbers.shown(value) + " is none of the decimals of " + precision
                            + " digits, " + scale + " of them behind the point")
                    : refused(value);
        }

        private byte[] extended(byte[] unscaled) {
            byte[] fixed = new byte[fixedLength];
            Arrays.fill(fixed, 0, fixedLength - unscaled.length, unscaled[0] < 0 ? (byte) -1 : 0);
            System.arraycopy(unscaled, 0, fixed, fixedLength - unscaled.length, unscaled.length);
            return fixed;
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            byte[] unscaled =
                    fixedLength == 0 ? AvroScalars.Binary.bytes(in) : AvroScalars.Fixed.bytes(in, fixedLength);
            if (unscaled.length == 0) {
                throw new AvroOffence("a decimal has a byte at least");
            }
            return Value.of(new BigDecimal(new BigInteger(unscaled), scale));
        }

        @Override
        public AvroFit fit(Value value) {
            if (fitting(value).isEmpty()) {
                return AvroFit.NONE;
            }
            return value instanceof DecimalValue(var number) && number.scale() == scale
                    ? AvroFit.SAME
                    : AvroFit.CHANGED;
        }

        private Optional<BigDecimal> fitting(Value value) {
            return AvroNumbers.decimal(value).flatMap(number -> AvroNumbers.scaled(number, precision, scale));
        }

        @Override
        public String typeName() {
            return "decimal";
        }
    }

    /** Big-decimal: each with a scale of its own. */
    record BigDecimals(Schema schema) implements AvroType {
        private static final Conversions.BigDecimalConversion CONVERSION = new Conversions.BigDecimalConversion();

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            BigDecimal number = AvroNumbers.decimal(value).orElseThrow(() -> refused(value));
            out.writeBytes(CONVERSION.toBytes(number, schema, schema.getLogicalType()));
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            AvroBytes parts = new AvroBytes(AvroScalars.Binary.bytes(in));
            byte[] unscaled = parts.readByteArray();
            if (unscaled.length == 0) {
                throw new AvroOffence("a decimal has a byte at least");
            }
            BigDecimal number = new BigDecimal(new BigInteger(unscaled), parts.readInt());
            parts.checkEnd();
            return Value.of(number);
        }

        @Override
        public AvroFit fit(Value value) {
            if (value instanceof DecimalValue) {
                return AvroFit.SAME;
            }
            return AvroNumbers.decimal(value).isPresent() ? AvroFit.CHANGED : AvroFit.NONE;
        }

        @Override
        public String typeName() {
            return "decimal";
        }
    }

    /**
     * UUID.
     *
     * @param isFixed whether it is 16 bytes; else it is its text
     */
    record Uuid(boolean isFixed) implements AvroType {
        private static final Pattern FORM =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
        private static final int LENGTH = 16;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof StringValue(var text))) {
                throw refused(value);
            }
            if (!FORM.matcher(text).matches()) {
                throw new AvroOffence("\"" + text + "\" is no UUID");
            }
            if (isFixed) {
                UUID uuid = UUID.fromString(text);
                out.writeFixed(ByteBuffer.allocate(LENGTH)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array());
            } else {
                out.writeString(text);
            }
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            if (!isFixed) {
                return Value.of(in.readString());
            }
            ByteBuffer bytes = ByteBuffer.wrap(AvroScalars.Fixed.bytes(in, LENGTH));
            return Value.of(new UUID(bytes.getLong(), bytes.getLong()).toString());
        }

        @Override
        public AvroFit fit(Value value) {
            if (!(value instanceof StringValue(var text)) || !FORM.matcher(text).matches()) {
                return AvroFit.NONE;
            }
            return !isFixed || text.equals(text.toLowerCase(Locale.ROOT)) ? AvroFit.SAME : AvroFit.CHANGED;
        }

        @Override
        public String typeName() {
            return "uuid";
        }
    }
}
