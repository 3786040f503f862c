/**
 * Benchmarks that pair a part of Tapedeck with a peer, alternating, or with a limit that is promised: {@link
 * io.tapedeck.tools.bench.LogBenchmark} of the beacon log, {@link io.tapedeck.tools.bench.ReplayBenchmark} of recording
 * and replaying, {@link io.tapedeck.tools.bench.PythonBenchmark} of processors written in Python.
 */
@NullMarked
package io.tapedeck.tools.bench;

import org.jspecify.annotations.NullMarked;
