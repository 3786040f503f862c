package io.tapedeck.tools.bench;

import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes orders as JSON, a bounded number of them over and over, through a conversion. */
final class OrderLines {
    private static final int DISTINCT = 4096;

    /** The orders' Avro schema. */
    static final String SCHEMA = """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "long"},
              {"name": "customer", "type": "string"},
              {"name": "total", "type": "double"},
              {"name": "currency", "type": "string"},
              {"name": "city", "type": "string"}]}
            """;

    private final List<Bytes> lines = new ArrayList<>();

    /** A conversion of one order, from JSON to JSON. */
    @FunctionalInterface
    interface Conversion {
        Bytes convert(Bytes json) throws Exception;
    }

    OrderLines() {
        for (int i = 0; i < DISTINCT; i++) {
            lines.add(Bytes.utf8(Orders.line(i).strip()));
        }
    }

    /** The messages a second; what comes out has to be what went in. */
    double measure(Work work, Conversion conversion) throws IOException {
        long start = System.nanoTime();
        try {
            for (long i = 0; i < work.messages(); i++) {
                if (i % Work.CHUNK_MESSAGES == 0) {
                    work.limit().check();
                }
                Bytes line = lines.get((int) (i % DISTINCT));
                if (!conversion.convert(line).equals(line)) {
                    throw new IllegalStateException("another order came out than went in");
                }
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return Metric.MESSAGES.rate(work.messages(), 0, System.nanoTime() - start);
    }
}
