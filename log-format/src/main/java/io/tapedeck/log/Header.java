package io.tapedeck.log;

/**
 * A header of a message. A message may have several of one name.
 *
 * @param name the name
 * @param value the value, mostly a string or bytes
 */
public record Header(String name, Value value) {}
