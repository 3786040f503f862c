/** Asks HTTP services on behalf of processors. */
@NullMarked
package io.tapedeck.connectors.http;

import org.jspecify.annotations.NullMarked;
