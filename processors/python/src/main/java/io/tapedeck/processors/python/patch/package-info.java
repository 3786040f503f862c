/**
 * Run by the build: rewrites the classes of GraalPy that look at the machine's clock, chance or locale, and
 * puts the rewritten ones among this module's classes, where they hide the originals.
 *
 * <p>Patching from Python would leak: what a name was bound to is still reached through classes and closures.
 * Rewriting the builtins' own calls has no way round.
 */
@NullMarked
package io.tapedeck.processors.python.patch;

import org.jspecify.annotations.NullMarked;
