package io.tapedeck.connectors.pubsub.emulator;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program to run, in this order: {@code -Dpubsub.emulator=JAR} or {@code PUBSUB_EMULATOR}, the one of the Debian package
 * google-cloud-cli-pubsub-emulator.
 */
final class EmulatorJar {
    private static final Path PACKAGED = Path.of("/usr/lib/google-cloud-sdk/platform/pubsub-emulator/lib");

    private EmulatorJar() {}

    /** Its path, where there is one. */
    static Optional<Path> find() {
        return named().or(EmulatorJar::packaged);
    }

    private static Optional<Path> named() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("pubsub.emulator")),
                        Optional.ofNullable(System.getenv("PUBSUB_EMULATOR")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(Path::of);
    }

    private static Optional<Path> packaged() {
        if (!Files.isDirectory(PACKAGED)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(PACKAGED, "cloud-pubsub-emulator-*.jar")) {
            for (Path jar : jars) {
                return Optional.of(jar);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
