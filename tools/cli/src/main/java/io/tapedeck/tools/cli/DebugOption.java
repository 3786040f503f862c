package io.tapedeck.tools.cli;

import io.tapedeck.controller.DebuggerStop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a replay stops for a debugger, before which input, and at which step. */
final class DebugOption {
    private static final String PORT_DEFAULT = "5005";
    private static final int PORT_MAX = 65_535;

    @Option(
            names = "--debug",
            paramLabel = "PORT",
            arity = "0..1",
            preprocessor = OnlyAttached.class,
            description = "stop before an input for a debugger, which attaches at this port of the loopback ("
                    + PORT_DEFAULT + "): JDWP for Java, DAP for Python")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description = "with --debug: the input to stop before; the last, which is the one that failed if one did")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--step",
            paramLabel = "ID",
            description = "with --debug: the step to debug; the one that failed there, or the first")
    private String step = "";

    /** What follows {@code --debug} as a word of its own is no port, but the run. */
    static final class OnlyAttached implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> found) {
            if (" ".equals(found.get("separator"))) {
                words.push(PORT_DEFAULT);
            }
            return false;
        }
    }

    /** Whether a debugger is waited for. */
    boolean isWanted() {
        return port.isPresent();
    }

    /** The port, where one is wanted. */
    int port() {
        return port.orElseThrow();
    }

    /** Where to stop, with a way in for a debugger. */
    DebuggerStop stop(DebuggerStop.Entrance entrance) throws WrongUseException {
        return new DebuggerStop(LogPlaces.parse(at), step, entrance);
    }

    /** The place as it was given, for people. */
    String place() {
        return at.orElse("its end");
    }

    /**
     * Says in a sentence what is wrong, before anything is replayed.
     *
     * @param watches whether it is to be replayed again and again
     * @param emits whether the outputs are to be sent
     */
    void check(boolean watches, boolean emits) throws IOException, WrongUseException {
        if (port.isEmpty() && (at.isPresent() || !step.isEmpty())) {
            throw new WrongUseException("--at and --step say where --debug stops for a debugger; --from and --to say"
                    + " what is replayed");
        }
        if (port.isPresent() && (watches || emits)) {
            throw new WrongUseException("--debug is for a person to look: leave --watch and --emit out");
        }
        if (port.isPresent()) {
            checkFree(port.get());
        }
    }

    private static void checkFree(int port) throws IOException, WrongUseException {
        if (port < 1 || port > PORT_MAX) {
            throw new WrongUseException("--debug=PORT takes a port from 1 to " + PORT_MAX + ", not " + port);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (BindException e) {
            throw new IOException("port " + port + " of 127.0.0.1 cannot be listened on (" + e.getMessage()
                    + "); --debug=PORT takes another one");
        }
    }
}
