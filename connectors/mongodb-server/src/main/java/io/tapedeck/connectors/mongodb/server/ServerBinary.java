package io.tapedeck.connectors.mongodb.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program to run, in this order: {@code -Dmongodb.server=PATH} or {@code MONGODB_SERVER}, {@code mongod} on the PATH,
 * the one in the user's cache, which {@code fetch-mongod.sh} puts there the first time.
 */
final class ServerBinary {
    private static final String NAME = "mongod";
    private static final String FOLDER = "mongod-8.2.0";

    /** Why none could be fetched, so that it is not tried again for each test. */
    private static Optional<IOException> failure = Optional.empty();

    private ServerBinary() {}

    /** Its path. */
    static synchronized Path find() throws IOException, InterruptedException {
        Optional<Path> installed = named().or(ServerBinary::onPath);
        if (installed.isPresent()) {
            return installed.get();
        }
        Path cached = cache().resolve(NAME);
        if (!Files.isExecutable(cached)) {
            fetchOnce();
        }
        return cached;
    }

    private static void fetchOnce() throws IOException, InterruptedException {
        if (failure.isEmpty()) {
            try {
                fetchAlone();
                return;
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
        throw new IOException(failure.get().getMessage(), failure.get());
    }

    /** The variables that it is started with: the library beside the cached one is found. */
    static Map<String, String> environment() {
        return Map.of("LD_LIBRARY_PATH", cache().toString());
    }

    private static Optional<Path> named() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("mongodb.server")),
                        Optional.ofNullable(System.getenv("MONGODB_SERVER")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(Path::of);
    }

    private static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return List.of(path.split(File.pathSeparator, -1)).stream()
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path cache() {
        Path caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return caches.resolve("tapedeck").resolve(FOLDER);
    }

    /** Several processes test at the same time: one fetches, the others wait for it. */
    private static void fetchAlone() throws IOException, InterruptedException {
        Path lock = Files.createDirectories(cache()).resolveSibling(FOLDER + ".lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            if (held.isValid() && !Files.isExecutable(cache().resolve(NAME))) {
                fetch();
            }
        }
    }

    private static void fetch() throws IOException, InterruptedException {
        Path said = Files.createTempFile("fetch-mongod", ".txt");
        try {
            Process shell = new ProcessBuilder("sh", "-s", cache().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try (InputStream script = ServerBinary.class.getResourceAsStream("fetch-mongod.sh")) {
                if (script == null) {
                    throw new IOException("there is no fetch-mongod.sh in the module");
                }
                shell.outputWriter(StandardCharsets.UTF_8)
                        .append(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                        .close();
            }
            if (shell.waitFor() != 0) {
                throw new IOException("there is no mongod here, and none could be fetched; name one with"
                        + " -Dmongodb.server=PATH: " + Files.readString(said));
            }
        } finally {
            Files.delete(said);
        }
    }
}
