/** Messages from and to the formats of files: stream files, JSON, CSV, text, SeaStreamer's. */
@NullMarked
package io.tapedeck.tools.convert;

import org.jspecify.annotations.NullMarked;
