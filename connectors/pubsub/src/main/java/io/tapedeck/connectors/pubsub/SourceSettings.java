package io.tapedeck.connectors.pubsub;

import io.tapedeck.log.PayloadEncoding;
import java.time.Duration;
import java.util.Optional;

/**
 * How a subscription is read.
 *
 * @param topic the topic
 * @param subscription the subscription's id, in the topic's project
 * @param isCreated whether the topic and the subscription are made where they are not there
 * @param filter which messages the subscription has, in Pub/Sub's language; empty for whichever it has
 * @param start where a new run begins
 * @param isShared whether messages are acknowledged when what was made of them is delivered, not when they are recorded
 * @param encoding what a message's data is
 * @param outstandingMax how many messages are here at most that are not acknowledged
 * @param ackDeadline how long Pub/Sub waits for a process that is gone before it delivers its messages again
 */
record SourceSettings(
        TopicUrl topic,
        String subscription,
        boolean isCreated,
        Optional<String> filter,
        StartAt start,
        boolean isShared,
        PayloadEncoding encoding,
        long outstandingMax,
        Duration ackDeadline) {}
