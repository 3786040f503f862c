/** The connector for Google Pub/Sub ({@code spec/stream-url.md}). */
@NullMarked
package io.tapedeck.connectors.pubsub;

import org.jspecify.annotations.NullMarked;
