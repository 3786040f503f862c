package io.tapedeck.tools.bench;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The orders that Python's handlers get: of so many customers, in an order that is not theirs. */
final class Orders {
    /** About the length of an order's line. */
    static final int LINE_BYTES = 96;

    private static final int CUSTOMERS = 10_000;
    private static final long STRIDE = 7_919; // a prime that does not divide their number

    private Orders() {}

    /** An order as it is decoded. */
    static Value value(long index) {
        return MapValue.builder()
                .put("id", Value.of(index))
                .put("customer", Value.of(customer(index)))
                .put("total", Value.of(total(index)))
                .put("currency", Value.of("EUR"))
                .put("city", Value.of("Wanne-Eickel"))
                .build();
    }

    /** The same as a line of JSON. */
    static String line(long index) {
        return "{\"id\":" + index + ",\"customer\":\"" + customer(index) + "\",\"total\":" + total(index)
                + ",\"currency\":\"EUR\",\"city\":\"Wanne-Eickel\"}\n";
    }

    private static String customer(long index) {
        return "customer-" + (10_000 + index * STRIDE % CUSTOMERS);
    }

    private static double total(long index) {
        return (index * STRIDE % 20_000) / 100.0;
    }

    /** Writes a file of orders, a line each. */
    static Path write(Path folder, long count) throws IOException {
        Path file = folder.resolve("orders.ndjson");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (long i = 0; i < count; i++) {
                writer.write(line(i));
            }
        }
        return file;
    }
}
