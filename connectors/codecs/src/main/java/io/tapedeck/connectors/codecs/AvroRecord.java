package io.tapedeck.connectors.codecs;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;

/** A record. Its fields come after it: they may lead back to it. */
final class AvroRecord implements AvroType {
    /**
     * A field.
     *
     * @param initial what it is where a map does not have it, encoded
     */
    record Field(String name, Value key, AvroType type, Optional<byte[]> initial) {}

    private final String name;
    private final List<Field> fields = new ArrayList<>();
    private final Set<Value> keys = new HashSet<>();

    AvroRecord(String name) {
        this.name = name;
    }

    void add(Field field) {
        fields.add(field);
        keys.add(field.key());
    }

    @Override
    public String typeName() {
        return name;
    }

    @Override
    public void write(Value value, Encoder out, int depth) throws IOException {
        if (!(value instanceof MapValue map)) {
            throw refused(value);
        }
        AvroType.checkDepth(depth);
        int written = 0;
        for (Field field : fields) {
            try {
                Value content = map.get(field.key());
                if (!content.isNull() || isIn(map, field)) {
                    field.type().write(content, out, depth + 1);
                    written++;
                } else {
                    out.writeFixed(field.initial()
                            .orElseThrow(() -> new AvroOffence("is missing, and the schema has no default for it")));
                }
            } catch (AvroOffence e) {
                throw e.in(field.name());
            }
        }
        if (written < map.size()) {
            throw unknown(map);
        }
    }

    private static boolean isIn(MapValue map, Field field) {
        return map.entries().containsKey(field.key());
    }

    private AvroOffence unknown(MapValue map) {
        Value key = map.entries().keySet().stream()
                .filter(each -> !keys.contains(each))
                .findFirst()
                .orElseThrow();
        return new AvroOffence(name + " has no such field").in(key.toString());
    }

    @Override
    public Value read(Decoder in, int depth) throws IOException {
        AvroType.checkDepth(depth);
        return in instanceof ResolvingDecoder resolver ? readResolved(resolver, depth) : readInOrder(in, depth);
    }

    private Value readInOrder(Decoder in, int depth) throws IOException {
        MapValue.Builder map = MapValue.builder();
        for (Field field : fields) {
            map.put(field.key(), read(field, in, depth));
        }
        return map.build();
    }

    /** The fields come in the writer's order, those that take their defaults last. */
    private Value readResolved(ResolvingDecoder in, int depth) throws IOException {
        Value[] values = new Value[fields.size()];
        Arrays.fill(values, Value.NULL);
        for (Schema.Field field : in.readFieldOrder()) {
            values[field.pos()] = read(fields.get(field.pos()), in, depth);
        }
        MapValue.Builder map = MapValue.builder();
        for (int i = 0; i < values.length; i++) {
            map.put(fields.get(i).key(), values[i]);
        }
        return map.build();
    }

    private static Value read(Field field, Decoder in, int depth) throws IOException {
        try {
            return field.type().read(in, depth + 1);
        } catch (AvroOffence e) {
            throw e.in(field.name());
        }
    }

    @Override
    public AvroFit fit(Value value) {
        if (!(value instanceof MapValue map) || !keys.containsAll(map.entries().keySet())) {
            return AvroFit.NONE;
        }
        AvroFit fit = AvroFit.SAME;
        for (Field field : fields) {
            fit = fit.worseOf(fit(field, map));
            if (fit == AvroFit.NONE) {
                break;
            }
        }
        return fit;
    }

    private static AvroFit fit(Field field, MapValue map) {
        if (isIn(map, field)) {
            return field.type().fit(map.get(field.key()));
        }
        return field.initial().isPresent() ? AvroFit.CHANGED : AvroFit.NONE;
    }
}
