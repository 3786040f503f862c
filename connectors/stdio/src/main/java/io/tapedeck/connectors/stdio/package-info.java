/** Reads from standard input and writes to standard output. */
@NullMarked
package io.tapedeck.connectors.stdio;

import org.jspecify.annotations.NullMarked;
