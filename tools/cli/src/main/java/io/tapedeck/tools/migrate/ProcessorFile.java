package io.tapedeck.tools.migrate;

/** The code of a step that a converted pipeline file names, to be put beside it. */
public record ProcessorFile(String name, String content) {}
