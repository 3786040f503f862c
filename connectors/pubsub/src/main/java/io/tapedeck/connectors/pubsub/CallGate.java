package io.tapedeck.connectors.pubsub;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** Lets calls through until it is closed: a client would try again, for long, what nobody waits for any more. */
final class CallGate implements ClientInterceptor {
    /** One that is not tried again. */
    private static final Status CLOSED = Status.FAILED_PRECONDITION.withDescription("it was closed");

    private volatile boolean isClosed;

    void close() {
        isClosed = true;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return isClosed ? new Refused<>() : next.newCall(method, options);
    }

    private static final class Refused<Q, A> extends ClientCall<Q, A> {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
            listener.onClose(CLOSED, new Metadata());
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
    }
}
