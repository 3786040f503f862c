/** Reads from files and writes to them. */
@NullMarked
package io.tapedeck.connectors.file;

import org.jspecify.annotations.NullMarked;
