package io.tapedeck.runtime;

/**
 * A place in a processor's source.
 *
 * @param file the file's name
 * @param line the line, from 1; 0 where it is not known
 * @param function the function or method, or empty
 */
public record CodeLocation(String file, int line, String function) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (function.isEmpty() ? "" : ", in " + function);
    }
}
