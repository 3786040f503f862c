package io.tapedeck.connectors.pubsub;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;

/**
 * Sees whether streams of messages fail: the client begins one after the other, for ever, and tells nobody. That none fails
 * any more it cannot see, for a stream without messages is silent.
 */
final class PullWatch implements ClientInterceptor {
    private static final String PULL = "StreamingPull";

    private boolean isFailing;
    private long sinceNanos;

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return PULL.equals(method.getBareMethodName()) ? watched(call) : call;
    }

    private <Q, A> ClientCall<Q, A> watched(ClientCall<Q, A> call) {
        return new SimpleForwardingClientCall<>(call) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onMessage(A answer) {
                                answered();
                                super.onMessage(answer);
                            }

                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                if (!status.isOk()) {
                                    failed();
                                }
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    private synchronized void failed() {
        if (!isFailing) {
            isFailing = true;
            sinceNanos = System.nanoTime();
        }
    }

    /** Pub/Sub is there. */
    synchronized void answered() {
        isFailing = false;
    }

    /** Whether a stream failed so long ago, and Pub/Sub has not answered since. */
    synchronized boolean isFailingFor(Duration time) {
        return isFailing && System.nanoTime() - sinceNanos >= time.toNanos();
    }
}
