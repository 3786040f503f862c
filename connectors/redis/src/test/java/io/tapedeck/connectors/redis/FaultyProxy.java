package io.tapedeck.connectors.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and misbehaves on purpose: of the server's answers each {@code oneIn}th or so (by
 * chance) is not passed on. Instead the connection is cut, when the server has done what it was asked, or is held without a
 * word ({@link #stall}). Or it answers itself that the server is loading its data ({@link #load}).
 */
final class FaultyProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final Random random;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile int oneIn;
    private volatile boolean isStalled;
    private volatile int cuts;
    private final AtomicInteger loading = new AtomicInteger();

    FaultyProxy(String node, Random random) throws IOException {
        serverPort = Integer.parseInt(node.substring(node.lastIndexOf(':') + 1));
        this.random = random;
        Thread.ofVirtual().start(this::accept);
    }

    String node() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on one answer of so many is lost with its connection; none with 0. */
    void cutOneIn(int answers) {
        oneIn = answers;
    }

    /** From now on nothing is passed on, or everything again. */
    void stall(boolean stalled) {
        isStalled = stalled;
    }

    /** The next so many connections get the answer of a server that has just been started. */
    void load(int connections) {
        loading.set(connections);
    }

    int cuts() {
        return cuts;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (loading.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    Thread.ofVirtual().start(() -> answerLoading(client));
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException e) {
                // The test ends, or the server is away: then the client's connection just ends.
            }
        }
    }

    private static void answerLoading(Socket client) {
        try (client) {
            if (client.getInputStream().read() >= 0) {
                client.getOutputStream()
                        .write("-LOADING Redis is loading the dataset in memory\r\n".getBytes(US_ASCII));
                Thread.sleep(50); // with what was not read the connection would be reset at once
            }
        } catch (IOException | InterruptedException e) {
            // The client has ended.
        }
    }

    private void pump(Socket from, Socket to, boolean isAnswer) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (isAnswer && isLost()) {
                    return;
                }
                while (isStalled) {
                    Thread.sleep(5);
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException e) {
            // The other side has ended.
        }
    }

    private synchronized boolean isLost() {
        boolean lost = oneIn > 0 && random.nextInt(oneIn) == 0;
        cuts += lost ? 1 : 0;
        return lost;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
