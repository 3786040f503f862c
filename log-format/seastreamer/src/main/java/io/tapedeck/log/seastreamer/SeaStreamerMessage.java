package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;

/**
 * A message of a file. Its checksum covers the payload only.
 *
 * @param stream the stream
 * @param shard the shard, from 0
 * @param sequence its number in the shard
 * @param timeMillis its time, in milliseconds since 1970
 * @param payload the content
 * @param offset where it begins in the file; at a multiple of the interval, a beacon stands before it
 * @param endOffset the byte behind it; at a multiple of the interval, a beacon follows
 */
public record SeaStreamerMessage(
        StreamKey stream, long shard, long sequence, long timeMillis, Bytes payload, long offset, long endOffset) {}
