package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** A union: the type that holds a value best. */
final class AvroUnion implements AvroType {
    private static final int NONE = -1;

    private final List<AvroType> types;

    /** The only type besides null, or {@link #NONE}. */
    private final int only;

    AvroUnion(List<AvroType> types) {
        this.types = types;
        only = only(types);
    }

    private static int only(List<AvroType> types) {
        int[] others = IntStream.range(0, types.size())
                .filter(index -> types.get(index) != AvroScalars.Null.INSTANCE)
                .toArray();
        return others.length == 1 ? others[0] : NONE;
    }

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
