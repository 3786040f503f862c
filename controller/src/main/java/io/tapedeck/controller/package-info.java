/** Feeds processors, and records, replays, checkpoints and resumes what they do. */
@NullMarked
package io.tapedeck.controller;

import org.jspecify.annotations.NullMarked;
