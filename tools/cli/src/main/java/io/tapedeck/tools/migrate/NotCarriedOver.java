package io.tapedeck.tools.migrate;

/**
 * Something that has no counterpart.
 *
 * @param line where it stands in the original
 * @param key what it is there, by its keys
 * @param reason why it has none, or what to do instead
 */
public record NotCarriedOver(int line, String key, String reason) {}
