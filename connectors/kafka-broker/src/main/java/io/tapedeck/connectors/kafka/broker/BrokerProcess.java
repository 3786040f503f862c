package io.tapedeck.connectors.kafka.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of a broker's process: formats the storage where that is new, and becomes the broker. */
final class BrokerProcess {
    private BrokerProcess() {}

    /**
     * Runs the broker until it is killed, or the process that started it is gone.
     *
     * @param arguments the file with the broker's properties, and the folder of its storage
     */
    public static void main(String[] arguments) throws IOException {
        endWithParent();
        if (!Files.exists(Path.of(arguments[1]).resolve("meta.properties"))) {
            String cluster = Uuid.randomUuid().toString(); // never begins with a hyphen, as an option does
            StorageTool.execute(new String[] {"format", "--cluster-id", cluster, "--config", arguments[0]}, System.out);
        }
        Kafka.main(new String[] {arguments[0]});
    }

    /** Standard input ends when the parent does, however that was killed. */
    private static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Then it has ended too.
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
