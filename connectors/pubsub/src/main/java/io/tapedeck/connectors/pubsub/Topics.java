package io.tapedeck.connectors.pubsub;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.SeekRequest;
import com.google.pubsub.v1.SnapshotName;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import io.tapedeck.connectors.ConnectorException;
import java.util.Optional;

/**
 * Looks for topics and subscriptions when a source or a sink is opened, and makes them if asked. Who may read or write need
 * not have the right to look: then what is read or written will tell.
 */
final class Topics {
    private final Cloud cloud;

    Topics(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Has a topic be there. */
    void require(TopicUrl url, boolean isCreated) throws ConnectorException {
        TopicName name = TopicName.of(url.project(), url.topic());
        try (TopicAdminClient client = cloud.topics()) {
            if (isCreated) {
                create(client, name);
            } else {
                client.getTopic(name);
            }
        } catch (PermissionDeniedException e) {
            // It may be there.
        } catch (NotFoundException e) {
            throw new ConnectorException(
                    "there is no topic \"" + url.topic() + "\" in the project " + url.project() + " at "
                            + cloud.access().server() + "; create = true makes it",
                    e);
        } catch (ApiException e) {
            throw cloud.failed("look for the topic \"" + url.topic() + "\" of Pub/Sub", e);
        }
    }

    private static void create(TopicAdminClient client, TopicName name) {
        try {
            client.createTopic(name);
        } catch (AlreadyExistsException e) {
            // As it should be.
        }
    }

    /** Has a source's subscription be there, and be the topic's, with the filter that is wanted. */
    void require(SourceSettings settings) throws ConnectorException {
        if (settings.isCreated()) {
            require(settings.topic(), true);
        }
        find(settings, settings.isCreated(), "look for " + told(settings));
    }

    /** Looks whether a subscription that is read is still there. */
    void verifyRead(SourceSettings settings) throws ConnectorException {
        find(settings, false, "read " + told(settings));
    }

    private void find(SourceSettings settings, boolean isCreated, String what) throws ConnectorException {
        try (SubscriptionAdminClient client = cloud.subscriptions()) {
            if (isCreated) {
                create(client, settings);
            }
            verify(client.getSubscription(name(settings)), settings);
        } catch (PermissionDeniedException e) {
            // It may be there.
        } catch (NotFoundException e) {
            throw new ConnectorException(
                    "there is no subscription \"" + settings.subscription() + "\" in the project "
                            + settings.topic().project() + " at "
                            + cloud.access().server()
                            + "; subscription = names another, and create = true makes it",
                    e);
        } catch (ApiException e) {
            throw cloud.failed(what, e);
        }
    }

    private static void create(SubscriptionAdminClient client, SourceSettings settings) {
        try {
            client.createSubscription(Subscription.newBuilder()
                    .setName(name(settings).toString())
                    .setTopic(TopicName.of(
                                    settings.topic().project(), settings.topic().topic())
                            .toString())
                    .setEnableMessageOrdering(true)
                    .setFilter(settings.filter().orElse(""))
                    .setAckDeadlineSeconds((int) settings.ackDeadline().toSeconds())
                    .build());
        } catch (AlreadyExistsException e) {
            // As it should be.
        }
    }

    private static void verify(Subscription found, SourceSettings settings) throws ConnectorException {
        String wanted = TopicName.of(
                        settings.topic().project(), settings.topic().topic())
                .toString();
        if (!found.getTopic().equals(wanted)) {
            throw new ConnectorException("the subscription \"" + settings.subscription() + "\" is one of "
                    + found.getTopic() + ", not of " + wanted);
        }
        Optional<String> other = settings.filter().filter(filter -> !filter.equals(found.getFilter()));
        if (other.isPresent()) {
            throw new ConnectorException("the subscription \"" + settings.subscription() + "\" has "
                    + (found.getFilter().isEmpty() ? "no filter" : "the filter " + found.getFilter()) + ", not "
                    + other.get() + "; a filter cannot be changed, so another subscription is needed");
        }
    }

    /** Sets a subscription to where a new run is to begin. */
    void seek(SourceSettings settings) throws ConnectorException {
        SeekRequest.Builder request =
                SeekRequest.newBuilder().setSubscription(name(settings).toString());
        switch (settings.start()) {
            case StartAt.Standing _ -> {
                return;
            }
            case StartAt.Time(var instant) ->
                request.setTime(Timestamp.newBuilder()
                        .setSeconds(instant.getEpochSecond())
                        .setNanos(instant.getNano()));
            case StartAt.Snapshot(var snapshot) ->
                request.setSnapshot(
                        SnapshotName.of(settings.topic().project(), snapshot).toString());
        }
        try (SubscriptionAdminClient client = cloud.subscriptions()) {
            client.seek(request.build());
        } catch (ApiException e) {
            throw cloud.failed("set " + told(settings) + " to its start", e);
        }
    }

    static SubscriptionName name(SourceSettings settings) {
        return SubscriptionName.of(settings.topic().project(), settings.subscription());
    }

    /** For messages to people. */
    static String told(SourceSettings settings) {
        return "the subscription \"" + settings.subscription() + "\" of Pub/Sub";
    }
}
