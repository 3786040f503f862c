/** The command line, a file per command. */
@NullMarked
package io.tapedeck.tools.cli;

import org.jspecify.annotations.NullMarked;
