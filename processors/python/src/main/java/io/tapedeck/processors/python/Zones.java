package io.tapedeck.processors.python;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The time zones that {@code zoneinfo} knows: those packed when Tapedeck was built, not the machine's. */
final class Zones {
    private static final String RESOURCE = "/META-INF/tapedeck/zones.bin";

    private Zones() {}

    private static final class Holder {
        static final Map<String, byte[]> ZONES = read();

        private static Map<String, byte[]> read() {
            Map<String, byte[]> zones = new TreeMap<>();
            try (InputStream in = Zones.class.getResourceAsStream(RESOURCE);
                    DataInputStream data = new DataInputStream(new java.io.BufferedInputStream(in))) {
                while (true) {
                    String name = data.readUTF();
                    zones.put(name, data.readNBytes(data.readInt()));
                }
            } catch (EOFException e) {
                return zones;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The zone's file, in the format TZif. */
    static Optional<byte[]> file(String name) {
        return Optional.ofNullable(Holder.ZONES.get(name));
    }

    static Set<String> names() {
        return Holder.ZONES.keySet();
    }
}
