/** Asks HTTP services on behalf of processors, sends outputs to HTTP servers, and hears webhooks. */
@NullMarked
package io.tapedeck.connectors.http;

import org.jspecify.annotations.NullMarked;
