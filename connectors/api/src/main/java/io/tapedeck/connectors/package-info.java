/** What a connector to the outside world implements, and the codecs beside it. */
@NullMarked
package io.tapedeck.connectors;

import org.jspecify.annotations.NullMarked;
