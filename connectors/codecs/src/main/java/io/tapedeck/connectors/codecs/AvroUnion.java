package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** A union: the type that holds a value best. */
record AvroUnion(List<AvroType> types) implements AvroType {
    private static final int NONE = -1;

    @Override
    public void write(Value value, Encoder out, int depth) throws IOException {
        int best = best(value);
        if (best == NONE) {
            throw new AvroOffence(AvroType.article(value.kind()) + " is none of the union's types: " + typeName());
        }
        out.writeIndex(best);
        types.get(best).write(value, out, depth);
    }

    /** Where there is but one type besides null, what is wrong with the value is that type's to say. */
    private int best(Value value) {
        int only = only();
        if (only != NONE && !value.isNull()) {
            return only;
        }
        int best = NONE;
        AvroFit bestFit = AvroFit.NONE;
        for (int i = 0; i < types.size() && bestFit != AvroFit.SAME; i++) {
            AvroFit fit = types.get(i).fit(value);
            if (fit.compareTo(bestFit) > 0) {
                best = i;
                bestFit = fit;
            }
        }
        return best;
    }

    /** The only type besides null, or {@link #NONE}. */
    private int only() {
        if (types.size() > 2) {
            return NONE;
        }
        int nulls = types.indexOf(AvroScalars.Null.INSTANCE);
        if (types.size() == 1) {
            return nulls < 0 ? 0 : NONE;
        }
        return nulls < 0 ? NONE : 1 - nulls;
    }

    @Override
    public Value read(Decoder in, int depth) throws IOException {
        int index = in.readIndex();
        if (index < 0 || index >= types.size()) {
            throw new AvroOffence("the union has no type " + index);
        }
        return types.get(index).read(in, depth);
    }

    @Override
    public AvroFit fit(Value value) {
        int best = best(value);
        return best == NONE ? AvroFit.NONE : types.get(best).fit(value);
    }

    @Override
    public String typeName() {
        return types.stream().map(AvroType::typeName).distinct().collect(Collectors.joining(", "));
    }
}
