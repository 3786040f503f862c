/**
 * Benchmarks that pair a part of Tapedeck with a peer in the same process, alternating. {@link
 * io.tapedeck.tools.bench.LogBenchmark} is the beacon log's.
 */
@NullMarked
package io.tapedeck.tools.bench;

import org.jspecify.annotations.NullMarked;
