/** What tests that {@code export-test} wrote are run with: reads a fixture, calls the step, compares. */
@NullMarked
package io.tapedeck.tools.testkit;

import org.jspecify.annotations.NullMarked;
