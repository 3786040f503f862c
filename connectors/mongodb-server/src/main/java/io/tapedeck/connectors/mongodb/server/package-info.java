/** A real MongoDB server, for tests. */
@NullMarked
package io.tapedeck.connectors.mongodb.server;

import org.jspecify.annotations.NullMarked;
