/** A faulty network for tests, and a certificate that nobody trusts. Nothing that runs a pipeline depends on it. */
@NullMarked
package io.tapedeck.connectors.faults;

import org.jspecify.annotations.NullMarked;
