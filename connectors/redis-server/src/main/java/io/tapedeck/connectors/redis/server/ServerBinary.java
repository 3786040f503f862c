package io.tapedeck.connectors.redis.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program to run, in this order: {@code -Dredis.server=PATH} or {@code REDIS_SERVER}, {@code redis-server} on the PATH,
 * the one that the package embedded-redis carries.
 */
final class ServerBinary {
    private static final String VERSION = "7.0.15";

    private ServerBinary() {}

    /** Whether there is one. */
    static boolean isThere() {
        return named().or(ServerBinary::onPath).isPresent() || ServerBinary.class.getResource(packaged()) != null;
    }

    /** Its path; the packaged one is unpacked to the folder for temporary files, once for all tests. */
    static Path find() throws IOException {
        Optional<Path> installed = named().or(ServerBinary::onPath);
        return installed.isPresent() ? installed.get() : unpack();
    }

    private static Optional<Path> named() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("redis.server")),
                        Optional.ofNullable(System.getenv("REDIS_SERVER")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(Path::of);
    }

    private static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return List.of(path.split(File.pathSeparator, -1)).stream()
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String packaged() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return "/redis-server-" + VERSION + "-" + os + "-" + arch;
    }

    private static Path unpack() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "tapedeck-" + System.getProperty("user.name"));
        Path target = Files.createDirectories(folder).resolve(packaged().substring(1));
        if (Files.isExecutable(target)) {
            return target;
        }
        try (InputStream in = ServerBinary.class.getResourceAsStream(packaged())) {
            if (in == null) {
                throw new IOException("there is no redis-server here; name one with -Dredis.server=PATH");
            }
            Path written = Files.createTempFile(folder, "redis-server", ".new");
            Files.copy(in, written, StandardCopyOption.REPLACE_EXISTING);
            if (!written.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + written + " executable");
            }
            return Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
