/** The connector for MongoDB. */
@NullMarked
package io.tapedeck.connectors.mongodb;

import org.jspecify.annotations.NullMarked;
