package io.tapedeck.connectors.pubsub;

import io.tapedeck.log.PayloadEncoding;

/**
 * How a topic is written to.
 *
 * @param topic the topic
 * @param isCreated whether it is made where it is not there
 * @param isOrdered whether an output's key is the message's ordering key
 * @param encoding how a value is written
 */
record SinkSettings(TopicUrl topic, boolean isCreated, boolean isOrdered, PayloadEncoding encoding) {}
