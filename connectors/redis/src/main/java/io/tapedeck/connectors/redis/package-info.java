/** The connector for Redis Streams ({@code spec/stream-url.md}). */
@NullMarked
package io.tapedeck.connectors.redis;

import org.jspecify.annotations.NullMarked;
