package io.tapedeck.connectors.pubsub;

import com.google.cloud.pubsub.v1.AckReplyConsumerWithResponse;
import com.google.cloud.pubsub.v1.AckResponse;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the run has of a subscription's messages. A message gets the next sequence when it is given. Until Pub/Sub has
 * confirmed that it is acknowledged it is open. What is open, and what was confirmed not long ago, has its id in the run's
 * position, so that it is known when it comes again, in another process too.
 */
final class Receipts {
    /** The subscription's place among the positions of messages: no message has this sequence. */
    private static final Value SUBSCRIPTION = Value.of(0);

    private static final String SEQUENCE = "sequence";
    private static final int CONFIRMED_MAX = 10_000;

    /** Pub/Sub confirms what comes too late, too, and gives the message again: it has done so by then. */
    private static final int DEADLINES = 3;

    /** An open message that does not come again is forgotten when so many more have come. */
    private static final long OPEN_MAX = 100_000;

    /** How many messages at most the position of one lets go. */
    private static final int FORGOTTEN_MAX = 16;

    private final String subscription;
    private final long rememberedNanos;
    private boolean hasTold;
    private long sequence;
    private long settled;

    /** What is open, by its id, in the order of sequences. */
    private final Map<String, Receipt> open = new LinkedHashMap<>();

    /** Those of them that were given by this process and not acknowledged. */
    private final Deque<Receipt> given = new ArrayDeque<>();

    private final Deque<Acknowledgement> underWay = new ArrayDeque<>();

    /** Sequences that are still in the run's position. */
    private final Deque<Long> forgotten = new ArrayDeque<>();

    /** The ids of what was confirmed last. */
    private final LinkedHashSet<String> confirmed = new LinkedHashSet<>();

    /** Of those, what is still in the run's position, the eldest first. */
    private final Deque<Confirmed> recent = new ArrayDeque<>();

    private record Confirmed(long sequence, long nanos) {}

    /** A message that was given; replies to the deliveries of it, more than one where it came again. */
    private record Receipt(String id, long sequence, List<AckReplyConsumerWithResponse> replies) {}

    private record Acknowledgement(Receipt receipt, Future<AckResponse> answer) {}

    /** Of a run that begins. */
    Receipts(String subscription, Duration ackDeadline) {
        this.subscription = subscription;
        rememberedNanos = DEADLINES * ackDeadline.toNanos();
    }

    /** Of a run that goes on behind a position. */
    static Receipts behind(Value position, String subscription, Duration ackDeadline) {
        Receipts receipts = new Receipts(subscription, ackDeadline);
        receipts.hasTold = true;
        receipts.sequence = position.get(SEQUENCE).asLong();
        List<Receipt> known = new ArrayList<>();
        position.get(SourcePosition.SHARDS).asMap().entries().forEach((at, id) -> {
            if (!at.equals(SUBSCRIPTION)) {
                known.add(new Receipt(id.asString(), at.asLong(), new ArrayList<>()));
            }
        });
        known.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
        known.forEach(receipt -> receipts.open.put(receipt.id(), receipt));
        return receipts;
    }

    /** The subscription that a position's run reads. */
    static String subscriptionOf(Value position) {
        return position.get(SourcePosition.SHARDS).asMap().get(SUBSCRIPTION).asString();
    }

    /** Takes a delivery: the sequence of a message that is new, empty for one that the run has. */
    Optional<Long> take(String id, AckReplyConsumerWithResponse reply) {
        confirm();
        Receipt known = open.get(id);
        if (known != null) {
            takeAgain(known, reply);
            return Optional.empty();
        }
        if (confirmed.contains(id)) {
            var _ = reply.ack(); // if it does not arrive, the message comes once more
            return Optional.empty();
        }
        sequence++;
        Receipt receipt = new Receipt(id, sequence, new ArrayList<>(List.of(reply)));
        open.put(id, receipt);
        given.add(receipt);
        return Optional.of(sequence);
    }

    private void takeAgain(Receipt known, AckReplyConsumerWithResponse reply) {
        known.replies().add(reply);
        if (known.sequence() <= settled) {
            acknowledge(known);
        } else if (known.replies().size() == 1) {
            given.addFirst(known); // of a process before this one: older than what this one gave
        }
    }

    /** The position behind the message that was taken last. */
    Value position() {
        MapValue.Builder messages = MapValue.builder();
        if (!hasTold) {
            hasTold = true;
            messages.put(SUBSCRIPTION, Value.of(subscription));
        }
        for (int i = 0; i < FORGOTTEN_MAX && !forgotten.isEmpty(); i++) {
            messages.put(Value.of(forgotten.poll()), Value.NULL);
        }
        Receipt last = given.getLast();
        messages.put(Value.of(last.sequence()), Value.of(last.id()));
        return Value.map(SEQUENCE, Value.of(last.sequence()), SourcePosition.SHARDS, messages.build());
    }

    /** Acknowledges what was given up to a position. */
    void acknowledge(Value position) {
        settled = position.get(SEQUENCE).asLong();
        given.removeIf(receipt -> {
            boolean isDue = receipt.sequence() <= settled;
            if (isDue) {
                acknowledge(receipt);
            }
            return isDue;
        });
        confirm();
    }

    private void acknowledge(Receipt receipt) {
        receipt.replies().forEach(reply -> underWay.add(new Acknowledgement(receipt, reply.ack())));
        receipt.replies().clear();
    }

    /** Looks which acknowledgements were confirmed. What was not comes again, and is acknowledged again. */
    private void confirm() {
        while (!underWay.isEmpty() && underWay.peek().answer().isDone()) {
            Acknowledgement done = underWay.poll();
            if (isConfirmed(done.answer())) {
                Receipt receipt = done.receipt();
                if (open.remove(receipt.id()) != null) {
                    confirmed.add(receipt.id());
                    recent.add(new Confirmed(receipt.sequence(), System.nanoTime()));
                }
            }
        }
        forgetConfirmed();
        forgetOpen();
    }

    private void forgetConfirmed() {
        while (confirmed.size() > CONFIRMED_MAX) {
            confirmed.removeFirst();
        }
        while (recent.size() > CONFIRMED_MAX
                || (!recent.isEmpty() && System.nanoTime() - recent.peek().nanos() >= rememberedNanos)) {
            forgotten.add(recent.remove().sequence());
        }
    }

    private void forgetOpen() {
        Iterator<Receipt> eldest = open.values().iterator();
        while (eldest.hasNext()) {
            Receipt next = eldest.next();
            if (next.sequence() > Math.min(settled, sequence - OPEN_MAX)) {
                break;
            }
            eldest.remove();
            forgotten.add(next.sequence());
        }
    }

    private static boolean isConfirmed(Future<AckResponse> answer) {
        try {
            return answer.get() == AckResponse.SUCCESSFUL;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false; // does not happen: it is done
        }
    }

    /** Waits until what is acknowledged is confirmed, but no longer than so. */
    void awaitConfirmed(Duration wait) throws InterruptedException {
        long endNanos = System.nanoTime() + wait.toNanos();
        for (Acknowledgement each : underWay) {
            try {
                each.answer().get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                // It comes again.
            } catch (TimeoutException e) {
                return;
            }
        }
    }

    /** Gives back what was given and not acknowledged. */
    void release() {
        for (Receipt receipt : given) {
            receipt.replies().forEach(reply -> {
                var _ = reply.nack(); // if it does not arrive, the message comes after the deadline
            });
        }
    }
}
