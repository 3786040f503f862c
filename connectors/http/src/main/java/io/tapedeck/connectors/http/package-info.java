/** Asks HTTP services on behalf of processors, and sends outputs to HTTP servers. */
@NullMarked
package io.tapedeck.connectors.http;

import org.jspecify.annotations.NullMarked;
