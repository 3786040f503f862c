/**
 * What the guard puts in the place of the JDK's clocks, generators and defaults. Only rewritten code calls
 * these; they are public because that code is in other class loaders. {@code guard.rules} says which call
 * becomes which.
 */
@NullMarked
package io.tapedeck.processors.java.bridge;

import org.jspecify.annotations.NullMarked;
