/** Reads from Chronicle queues and writes to them. */
@NullMarked
package io.tapedeck.connectors.chronicle;

import org.jspecify.annotations.NullMarked;
