/** Hosts processors written in Java. */
@NullMarked
package io.tapedeck.processors.java;

import org.jspecify.annotations.NullMarked;
