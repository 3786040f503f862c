/** Processors that need no code: a step of a pipeline names one and says what it is to do. */
@NullMarked
package io.tapedeck.processors.builtin;

import org.jspecify.annotations.NullMarked;
