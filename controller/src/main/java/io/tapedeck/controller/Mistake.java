package io.tapedeck.controller;

import java.nio.file.Path;

/**
 * A mistake in a pipeline file.
 *
 * @param file the file
 * @param line the line, from 1
 * @param column the column, from 1
 * @param message what is wrong, and what would be right
 */
public record Mistake(Path file, int line, int column, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + "  " + message;
    }
}
