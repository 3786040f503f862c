/** A real Redis server, for tests. */
@NullMarked
package io.tapedeck.connectors.redis.server;

import org.jspecify.annotations.NullMarked;
