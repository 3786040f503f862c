/** Hosts processors written in Python, on GraalPy. */
@NullMarked
package io.tapedeck.processors.python;

import org.jspecify.annotations.NullMarked;
