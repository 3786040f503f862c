/**
 * Hosts processors written in Python, on GraalPy.
 *
 * <p><b>Sealed.</b> All hosts of a JVM share one engine ({@link PythonEngine}); each has a context of its own
 * under {@code SandboxPolicy.CONSTRAINED}, with a file system that holds nothing but the standard library. The
 * processor's modules are imported from memory. The Python side is {@code host.py}.
 *
 * <p><b>Deterministic.</b> The build rewrites GraalPy's own calls of the JDK's clocks, generators and defaults
 * ({@link io.tapedeck.processors.python.patch}) to {@link io.tapedeck.processors.python.barrier}, so that every
 * way to the time or to chance ends at {@link io.tapedeck.runtime.World#current()}. Starting Python happens in
 * a world apart, the processor's module body in the run's. {@code host.py} also mends two places where the
 * standard library carries something from one step to the next: the second number of {@code random.gauss} and
 * the last time stamp of {@code uuid.uuid1}.
 *
 * <p><b>Values.</b> A message's value must be a real dict, else {@code isinstance}, {@code json.dumps} and
 * {@code {**v}} fail. Measured for a map of six fields in and a dict of four out, on a busy machine, messages
 * a second in the interpreter and with the just-in-time compiler:
 *
 * <pre>
 *   a proxy of the host's map (not a dict)                    220 k     1.2 M
 *   fields as call arguments, a dict made in Python           244 k     3.7 M   (a function for each shape of map)
 *   GraalPy's own dict, made and read in Java                 250 k     1.1 M
 * </pre>
 *
 * The last is what is done ({@link GuestWriter}, {@link GuestReader}, {@link HostFunction}): it is as fast as
 * the proxy, needs no code per shape, holds for nested values, and reads what Python returns just as directly.
 * With all that a step needs around it (message, context, outputs), in the thread's own time: 214 k and 1.4 M.
 * It leans on GraalPy's internals, but so does the patch, and both are tied to one version.
 */
@NullMarked
package io.tapedeck.processors.python;

import org.jspecify.annotations.NullMarked;
