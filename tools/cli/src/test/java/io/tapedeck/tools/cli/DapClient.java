package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An editor's side of the Debug Adapter Protocol, as far as a test needs it. */
final class DapClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 2_400;

    private final Socket socket;
    private final InputStream in;
    private final Deque<JsonNode> events = new ArrayDeque<>();
    private int sequence;
    private int thread;

    private DapClient(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, once somebody listens. */
    static DapClient connect(int port) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return new DapClient(new Socket(InetAddress.ofLiteral("127.0.0.1"), port));
            } catch (ConnectException e) {
                if (tries == TRIES) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    /** Attaches as VS Code does, with a breakpoint. */
    void attach(String file, int line) throws IOException {
        request("initialize", body -> body.put("adapterID", "debugpy").put("linesStartAt1", true));
        request("attach", body -> body.put("type", "debugpy"));
        request("setBreakpoints", body -> {
            body.putObject("source").put("path", file);
            body.putArray("breakpoints").addObject().put("line", line);
        });
        request("configurationDone", body -> {});
    }

    /** Waits until it stops; the innermost frame there. */
    JsonNode nextStop() throws IOException {
        JsonNode stopped = event(name -> name.equals("stopped") || name.equals("terminated"));
        if (!stopped.get("event").asText().equals("stopped")) {
            throw new AssertionError("it went on to the end");
        }
        thread = stopped.get("body").get("threadId").asInt();
        return request("stackTrace", body -> body.put("threadId", thread))
                .get("stackFrames")
                .get(0);
    }

    /** The value of a local variable as it is shown. */
    String local(JsonNode frame, String name) throws IOException {
        JsonNode scope = request(
                        "scopes", body -> body.put("frameId", frame.get("id").asInt()))
                .get("scopes")
                .get(0);
        JsonNode variables = request(
                        "variables", body -> body.set("variablesReference", scope.get("variablesReference")))
                .get("variables");
        for (JsonNode variable : variables) {
            if (variable.get("name").asText().equals(name)) {
                return variable.get("value").asText();
            }
        }
        throw new AssertionError("no variable " + name + " in " + variables);
    }

    void resume() throws IOException {
        request("continue", body -> body.put("threadId", thread));
    }

    /** Waits until it says that all is over. */
    void awaitEnd() throws IOException {
        event(name -> name.equals("terminated"));
    }

    private JsonNode request(String command, Consumer<ObjectNode> arguments) throws IOException {
        ObjectNode message = JSON.createObjectNode()
                .put("seq", ++sequence)
                .put("type", "request")
                .put("command", command);
        arguments.accept(message.putObject("arguments"));
        byte[] content = JSON.writeValueAsBytes(message);
        socket.getOutputStream()
                .write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(content);
        JsonNode answer = read();
        while (answer.path("request_seq").asInt() != sequence) {
            events.add(answer);
            answer = read();
        }
        if (!answer.get("success").asBoolean()) {
            throw new AssertionError(command + " failed: " + answer);
        }
        return answer.path("body");
    }

    private JsonNode event(Predicate<String> wanted) throws IOException {
        while (true) {
            JsonNode message = events.isEmpty() ? read() : events.remove();
            if (wanted.test(message.path("event").asText())) {
                return message;
            }
        }
    }

    private JsonNode read() throws IOException {
        int length = 0;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.startsWith("Content-Length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        return JSON.readTree(in.readNBytes(length));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int unit = in.read(); unit != '\n'; unit = in.read()) {
            if (unit < 0) {
                throw new AssertionError("it hung up");
            }
            if (unit != '\r') {
                line.append((char) unit);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
