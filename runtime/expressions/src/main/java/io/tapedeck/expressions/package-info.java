/** Conditions over the moments of a run, in the Common Expression Language. */
@NullMarked
package io.tapedeck.expressions;

import org.jspecify.annotations.NullMarked;
