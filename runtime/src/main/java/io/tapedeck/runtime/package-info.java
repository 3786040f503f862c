/** Runs one processor deterministically. */
@NullMarked
package io.tapedeck.runtime;

import org.jspecify.annotations.NullMarked;
