package io.tapedeck.connectors.pubsub.emulator;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the emulator and passes calls on. The emulator goes on giving messages to a stream whose client is gone
 * without having ended it, as a client that is killed or cancels does: half of all, for ever, and with ordering each that comes
 * again behind has what is acknowledged come again too. Pub/Sub notices; so this ends the stream in the client's place.
 *
 * <p>And it does on purpose what the emulator never does, as a {@link Fault} says: refuses calls, changes answers.
 */
public final class PubSubRelay extends HandlerRegistry implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 32 << 20;
    private static final Refusal AWAY = new Refusal(Status.UNAVAILABLE.withDescription("it is away"), new Metadata());

    private final Fault fault;
    private final ManagedChannel emulator;
    private final Server server;
    private final int port;
    private final Set<Passage> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean isAway;

    /** What is done to calls, from several threads. */
    public interface Fault {
        /** None. */
        Fault NONE = new Fault() {};

        /** What a request gets instead of an answer; null to pass it on. */
        default @Nullable Refusal refuse(String method, byte[] request) {
            return null;
        }

        /** The answer that is passed on. */
        default byte[] answer(String method, byte[] answer) {
            return answer;
        }
    }

    /** The end of a call. */
    public record Refusal(Status status, Metadata trailers) {}

    /** Before an address of the emulator, or of another relay. */
    public PubSubRelay(String emulatorNode, Fault fault) throws IOException {
        this.fault = fault;
        emulator = Grpc.newChannelBuilder(emulatorNode, InsecureChannelCredentials.create())
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .fallbackHandlerRegistry(this)
                .build()
                .start();
        port = server.getPort();
    }

    /** Its address, {@code host:port}. */
    public String node() {
        return "127.0.0.1:" + port;
    }

    /** From now on calls are refused, and those under way end, as those of a Pub/Sub that is not available; or no more. */
    public void away(boolean away) {
        isAway = away;
        if (away) {
            underWay.forEach(Passage::refuse);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        emulator.shutdownNow();
    }

    @Override
    public ServerMethodDefinition<byte[], byte[]> lookupMethod(String name, @Nullable String authority) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(BytesAsTheyAre.ALL, BytesAsTheyAre.ALL)
                .setFullMethodName(name)
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .build();
        return ServerMethodDefinition.create(method, (call, headers) -> {
            Passage passage = new Passage(MethodDescriptor.extractBareMethodName(name), call, onward(method));
            passage.start(headers);
            return passage;
        });
    }

    /** A call to the emulator; as part of the client's it would be cancelled with it. */
    private ClientCall<byte[], byte[]> onward(MethodDescriptor<byte[], byte[]> method) {
        Context before = Context.ROOT.attach();
        try {
            return emulator.newCall(method, CallOptions.DEFAULT);
        } finally {
            Context.ROOT.detach(before);
        }
    }

    /** A call, and the same at the emulator. */
    private final class Passage extends ServerCall.Listener<byte[]> {
        private final String method;
        private final ServerCall<byte[], byte[]> call;
        private final ClientCall<byte[], byte[]> onward;
        private boolean isHalfClosed;
        private boolean isClosed;

        Passage(@Nullable String method, ServerCall<byte[], byte[]> call, ClientCall<byte[], byte[]> onward) {
            this.method = String.valueOf(method);
            this.call = call;
            this.onward = onward;
        }

        void start(Metadata headers) {
            underWay.add(this);
            onward.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onHeaders(Metadata answered) {
                            send(() -> call.sendHeaders(answered));
                        }

                        @Override
                        public void onMessage(byte[] answer) {
                            byte[] changed = fault.answer(method, answer);
                            send(() -> call.sendMessage(changed));
                            onward.request(1);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end(new Refusal(status, trailers));
                        }
                    },
                    headers);
            onward.request(1);
            call.request(1);
        }

        @Override
        public synchronized void onMessage(byte[] request) {
            if (isHalfClosed) {
                return; // it was refused meanwhile
            }
            Refusal refusal = isAway ? AWAY : fault.refuse(method, request);
            if (refusal == null) {
                onward.sendMessage(request);
                call.request(1);
            } else {
                end(refusal);
                isHalfClosed = true;
                onward.cancel("refused", null);
            }
        }

        /** Ends it at both ends. */
        void refuse() {
            end(AWAY);
            onHalfClose();
        }

        @Override
        public synchronized void onHalfClose() {
            if (!isHalfClosed) {
                isHalfClosed = true;
                onward.halfClose();
            }
        }

        @Override
        public void onCancel() {
            send(() -> {
                isClosed = true;
                onHalfClose();
            });
            underWay.remove(this);
        }

        private synchronized void send(Runnable sending) {
            if (!isClosed) {
                sending.run();
            }
        }

        private void end(Refusal refusal) {
            send(() -> {
                isClosed = true;
                call.close(refusal.status(), refusal.trailers());
            });
            underWay.remove(this);
        }
    }

    /** Messages are not looked into on their way. */
    private enum BytesAsTheyAre implements MethodDescriptor.Marshaller<byte[]> {
        ALL;

        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
