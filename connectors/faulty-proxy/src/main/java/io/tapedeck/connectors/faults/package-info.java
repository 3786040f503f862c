/** A faulty network for tests. Nothing that runs a pipeline depends on it. */
@NullMarked
package io.tapedeck.connectors.faults;

import org.jspecify.annotations.NullMarked;
