/** Reads, writes, seeks, verifies and repairs beacon logs. */
@NullMarked
package io.tapedeck.log;

import org.jspecify.annotations.NullMarked;
