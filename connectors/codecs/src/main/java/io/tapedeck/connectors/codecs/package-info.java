/** Encodings: values to the bytes of JSON, BSON, Avro, MessagePack and CSV, and back ({@code spec/encodings.md}). */
@NullMarked
package io.tapedeck.connectors.codecs;

import org.jspecify.annotations.NullMarked;
