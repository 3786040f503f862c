package io.tapedeck.connectors.codecs;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Avro's arrays and maps. */
final class AvroParts {
    private AvroParts() {}

    /** Array. */
    record Items(AvroType item) implements AvroType {
        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof ListValue(var items))) {
                throw refused(value);
            }
            AvroType.checkDepth(depth);
            out.writeArrayStart();
            out.setItemCount(items.size());
            for (int i = 0; i < items.size(); i++) {
                out.startItem();
                try {
                    item.write(items.get(i), out, depth + 1);
                } catch (AvroOffence e) {
                    throw e.at(i);
                }
            }
            out.writeArrayEnd();
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            AvroType.checkDepth(depth);
            List<Value> items = new ArrayList<>();
            try {
                for (long count = in.readArrayStart(); count != 0; count = in.arrayNext()) {
                    for (long i = 0; i < count; i++) {
                        items.add(item.read(in, depth + 1));
                    }
                }
            } catch (AvroOffence e) {
                throw e.at(items.size());
            }
            return Value.list(items);
        }

        @Override
        public AvroFit fit(Value value) {
            if (!(value instanceof ListValue(var items))) {
                return AvroFit.NONE;
            }
            AvroFit fit = AvroFit.SAME;
            for (Value each : items) {
                fit = fit.worseOf(item.fit(each));
            }
            return fit;
        }

        @Override
        public String typeName() {
            return "list";
        }
    }

    /** Map. */
    record Entries(AvroType content) implements AvroType {
        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            if (!(value instanceof MapValue map)) {
                throw refused(value);
            }
            AvroType.checkDepth(depth);
            out.writeMapStart();
            out.setItemCount(map.size());
            for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
                if (!(entry.getKey() instanceof StringValue(var key))) {
                    throw new AvroOffence("the keys of a map are strings; found: "
                            + entry.getKey().kind());
                }
                out.startItem();
                try {
                    AvroScalars.Text.write(key, out);
                    content.write(entry.getValue(), out, depth + 1);
                } catch (AvroOffence e) {
                    throw e.in(key);
                }
            }
            out.writeMapEnd();
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            AvroType.checkDepth(depth);
            MapValue.Builder map = MapValue.builder();
            for (long count = in.readMapStart(); count != 0; count = in.mapNext()) {
                for (long i = 0; i < count; i++) {
                    String key = in.readString();
                    try {
                        map.put(key, content.read(in, depth + 1));
                    } catch (AvroOffence e) {
                        throw e.in(key);
                    }
                }
            }
            return map.build();
        }

        @Override
        public AvroFit fit(Value value) {
            if (!(value instanceof MapValue map)) {
                return AvroFit.NONE;
            }
            AvroFit fit = AvroFit.SAME;
            for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
                fit = fit.worseOf(entry.getKey() instanceof StringValue ? content.fit(entry.getValue()) : AvroFit.NONE);
            }
            return fit;
        }

        @Override
        public String typeName() {
            return "map";
        }
    }
}
