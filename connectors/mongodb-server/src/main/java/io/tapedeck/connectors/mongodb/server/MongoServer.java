package io.tapedeck.connectors.mongodb.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * A MongoDB server in a process of its own, a replica set of one member, so that it can be killed as a machine would kill
 * it, and started again with what it had written.
 */
public final class MongoServer implements AutoCloseable {
    private static final int ATTEMPTS = 600;
    private static final int ATTEMPT_MILLIS = 50;

    private final Path log;
    private final int port;
    private final List<String> command;
    private final MongoClient client;
    private Process process;

    private MongoServer(Path log, int port, List<String> command) throws IOException {
        this.log = log;
        this.port = port;
        this.command = command;
        process = launch(command, log);
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + node()
                        + "/?directConnection=true&serverSelectionTimeoutMS=500&connectTimeoutMS=500"))
                .writeConcern(WriteConcern.MAJORITY)
                .build());
    }

    /** Whether there is a server that can be started; says why where there is none. */
    public static boolean isAvailable() throws InterruptedException {
        try {
            ServerBinary.find();
            return true;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    /**
     * Starts a server whose files are in a folder, and waits until it takes writes.
     *
     * @param options more of its options, as on its command line
     */
    public static MongoServer start(Path folder, String... options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                ServerBinary.find().toString(),
                "--bind_ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dbpath",
                folder.toString(),
                "--replSet",
                "rs0",
                "--nounixsocket",
                "--wiredTigerCacheSizeGB",
                "0.25",
                "--setParameter",
                "enableTestCommands=1",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false"));
        command.addAll(List.of(options));
        MongoServer server = new MongoServer(folder.resolve("server.log"), port, command);
        try {
            server.await("ping");
            server.initiate();
            server.awaitPrimary();
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(ServerBinary.environment());
        return builder.start();
    }

    private void initiate() {
        Document member = new Document("_id", 0).append("host", node());
        Document settings = new Document("electionTimeoutMillis", 1000);
        admin(new Document(
                "replSetInitiate",
                new Document("_id", "rs0").append("members", List.of(member)).append("settings", settings)));
    }

    private void awaitPrimary() throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (await("hello").getBoolean("isWritablePrimary")) {
                return;
            }
            Thread.sleep(ATTEMPT_MILLIS);
        }
        throw new IOException("the server does not become the primary: " + Files.readString(log));
    }

    private Document await(String question) throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!process.isAlive()) {
                throw new IOException("the server has ended: " + Files.readString(log));
            }
            try {
                return admin(new Document(question, 1));
            } catch (MongoException e) {
                Thread.sleep(ATTEMPT_MILLIS);
            }
        }
        throw new IOException("the server does not answer: " + Files.readString(log));
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, with what it had written, and waits until it takes writes. */
    public void startAgain() throws IOException, InterruptedException {
        process = launch(command, log);
        awaitPrimary();
    }

    /** Has it tell clients that it is at another address, {@code host:port}, such as that of a proxy before it. */
    public void moveTo(String node) throws IOException, InterruptedException {
        Document config = admin(new Document("replSetGetConfig", 1)).get("config", Document.class);
        Document member = config.getList("members", Document.class).getFirst();
        member.put("host", node);
        config.put("version", config.getInteger("version") + 1);
        admin(new Document("replSetReconfig", config).append("force", true));
        awaitPrimary();
    }

    /** Is no primary for so many seconds; waits until it is again. */
    public void stepDown(int seconds) throws IOException, InterruptedException {
        admin(new Document("replSetStepDown", seconds)
                .append("secondaryCatchUpPeriodSecs", 0)
                .append("force", true));
        awaitPrimary();
    }

    /**
     * Has commands fail on purpose, by MongoDB's fail point {@code failCommand}.
     *
     * @param mode which of them, such as {@code times: 3}
     * @param commands their names
     * @param how what becomes of them, such as {@code errorCode: 91}
     */
    public void failCommands(Document mode, List<String> commands, Document how) {
        admin(new Document("configureFailPoint", "failCommand")
                .append("mode", mode)
                .append("data", new Document(how).append("failCommands", commands)));
    }

    /** No command fails any more. */
    public void failNothing() {
        admin(new Document("configureFailPoint", "failCommand").append("mode", "off"));
    }

    /** Its address, {@code host:port}. */
    public String node() {
        return "127.0.0.1:" + port;
    }

    /** The URL of what is there: nothing, a database, or a database, a dot and a collection. */
    public String url(String namespace) {
        return "mongodb://" + node() + "/" + namespace;
    }

    /** A client of it, which its users do not close. */
    public MongoClient client() {
        return client;
    }

    /** The answer to a command of the database {@code admin}. */
    public Document admin(Document question) {
        return client.getDatabase("admin").runCommand(question);
    }

    /** All documents of a collection, by their ids. */
    public List<BsonDocument> documents(String database, String collection) {
        return client.getDatabase(database)
                .getCollection(collection, BsonDocument.class)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    /** Kills it, and does not wait until it is gone. */
    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
