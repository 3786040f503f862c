package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Makes the types of a schema. */
final class AvroTypes {
    private static final long MILLIS_PER_SECOND = 1_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Map<String, AvroRecord> records = new HashMap<>();

    private AvroTypes() {}

    /** The type that a schema is. */
    static AvroType of(Schema schema) {
        return new AvroTypes().type(schema);
    }

    private AvroType type(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return logical == null ? plain(schema) : logical(schema, logical);
    }

    private AvroType logical(Schema schema, LogicalType logical) {
        return switch (logical.getName()) {
            case "decimal" -> AvroLogical.Decimal.of(schema, (LogicalTypes.Decimal) logical);
            case "big-decimal" -> new AvroLogical.BigDecimals(schema);
            case "uuid" -> new AvroLogical.Uuid(schema.getType() == Schema.Type.FIXED);
            case "date" -> AvroTimes.Date.INSTANCE;
            case "time-millis" -> AvroTimes.TimeOfDay.MILLIS;
            case "time-micros" -> AvroTimes.TimeOfDay.MICROS;
            case "timestamp-millis", "local-timestamp-millis" ->
                new AvroTimes.Timestamp(logical.getName(), MILLIS_PER_SECOND);
            case "timestamp-micros", "local-timestamp-micros" ->
                new AvroTimes.Timestamp(logical.getName(), MICROS_PER_SECOND);
            case "timestamp-nanos", "local-timestamp-nanos" ->
                new AvroTimes.Timestamp(logical.getName(), NANOS_PER_SECOND);
            default -> plain(schema);
        };
    }

    private AvroType plain(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> AvroScalars.Null.INSTANCE;
            case BOOLEAN -> AvroScalars.Bool.INSTANCE;
            case INT -> AvroScalars.Whole.INT;
            case LONG -> AvroScalars.Whole.LONG;
            case FLOAT -> AvroScalars.Floating.FLOAT;
            case DOUBLE -> AvroScalars.Floating.DOUBLE;
            case STRING -> AvroScalars.Text.INSTANCE;
            case BYTES -> AvroScalars.Binary.INSTANCE;
            case FIXED -> new AvroScalars.Fixed(schema.getName(), schema.getFixedSize());
            case ENUM -> new AvroScalars.Symbols(schema);
            case ARRAY -> new AvroParts.Items(type(schema.getElementType()));
            case MAP -> new AvroParts.Entries(type(schema.getValueType()));
            case UNION ->
                new AvroUnion(schema.getTypes().stream().map(this::type).toList());
            case RECORD -> record(schema);
        };
    }

    private AvroRecord record(Schema schema) {
        AvroRecord known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        AvroRecord record = new AvroRecord(schema.getName());
        records.put(schema.getFullName(), record);
        for (Schema.Field field : schema.getFields()) {
            record.add(
                    new AvroRecord.Field(field.name(), Value.of(field.name()), type(field.schema()), initial(field)));
        }
        return record;
    }

    private static Optional<byte[]> initial(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<Object>(field.schema())
                    .write(GenericData.get().getDefaultValue(field), encoder);
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail to be written", e);
        }
        return Optional.of(bytes.toByteArray());
    }
}
