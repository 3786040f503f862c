package io.tapedeck.tools.cli;

import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** For a JVM in which every attempt to open a channel to the net fails, and says so. */
public final class NoNetwork extends SelectorProvider {
    /** For the JDK, which is told its name. */
    public NoNetwork() {}

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("this test lets nobody open a socket");
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw refusal();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw refusal();
    }

    @Override
    public Pipe openPipe() {
        throw refusal();
    }

    @Override
    public AbstractSelector openSelector() {
        throw refusal();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw refusal();
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw refusal();
    }
}
