package io.tapedeck.connectors.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a server, and misbehaves on purpose: of the server's answers each {@code oneIn}th or so (by
 * chance) is not passed on, and the connection is cut instead, when the server has done what it was asked; or all
 * connections are cut at once ({@link #cut}); or they are held without a word ({@link #stall}). Or it answers itself, as a
 * server does that cannot serve yet ({@link #answer}).
 */
public final class FaultyProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Random random;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answering = new AtomicInteger();
    private volatile int serverPort;
    private volatile int oneIn;
    private volatile boolean isStalled;
    private volatile int cuts;
    private volatile String answer = "";

    /** A proxy of a server that is there later ({@link #serve}); until then its connections are cut. */
    public FaultyProxy(Random random) throws IOException {
        this.random = random;
        Thread.ofVirtual().start(this::accept);
    }

    /** A proxy of a server of this machine, {@code host:port}. */
    public FaultyProxy(String node, Random random) throws IOException {
        this(random);
        serve(node);
    }

    /** Says where the server is, {@code host:port}. */
    public void serve(String node) {
        serverPort = Integer.parseInt(node.substring(node.lastIndexOf(':') + 1));
    }

    /** The address for clients, {@code host:port}. */
    public String node() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on one answer of so many is lost with its connection; none with 0. */
    public void cutOneIn(int answers) {
        oneIn = answers;
    }

    /** Cuts all connections. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** From now on nothing is passed on, while connections stay open and new ones are made; or everything again. */
    public void stall(boolean stalled) {
        isStalled = stalled;
    }

    /** The next so many connections get an answer that the server did not give. */
    public void answer(int connections, String text) {
        answer = text;
        answering.set(connections);
    }

    /** How many answers were lost. */
    public int cuts() {
        return cuts;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (answering.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    Thread.ofVirtual().start(() -> answer(client));
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The test ends.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true); // else what comes in several pieces would wait for acknowledgements between
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pump(client, server, false));
            Thread.ofVirtual().start(() -> pump(server, client, true));
        } catch (IOException e) {
            client.close(); // the server is away
        }
    }

    private void answer(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            if (in.read() >= 0) {
                client.getOutputStream().write(answer.getBytes(US_ASCII));
                client.shutdownOutput();
                in.transferTo(OutputStream.nullOutputStream()); // else it would be reset, and the answer be lost
            }
        } catch (IOException e) {
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
        } finally {
            sockets.remove(from);
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
        cut();
    }
}
