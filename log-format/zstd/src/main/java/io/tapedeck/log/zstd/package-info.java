/** Compression of sealed segments by Zstandard; apart from the log format, which needs nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package io.tapedeck.log.zstd;
