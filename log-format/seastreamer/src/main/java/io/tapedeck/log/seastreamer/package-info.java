/** Reads, writes and verifies SeaStreamer's stream files ({@code .ss}); the layout is in {@code spec/seastreamer.md}. */
@NullMarked
package io.tapedeck.log.seastreamer;

import org.jspecify.annotations.NullMarked;
