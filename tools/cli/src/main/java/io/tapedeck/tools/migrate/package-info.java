/** Configurations of other tools, read and written anew as pipeline files ({@code spec/convert.md}). */
@NullMarked
package io.tapedeck.tools.migrate;

import org.jspecify.annotations.NullMarked;
