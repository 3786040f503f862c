/**
 * What GraalPy's rewritten classes call in place of the JDK's clocks, generators and defaults. Public only
 * because those classes are GraalPy's own; nothing else should call it.
 */
@NullMarked
package io.tapedeck.processors.python.barrier;

import org.jspecify.annotations.NullMarked;
