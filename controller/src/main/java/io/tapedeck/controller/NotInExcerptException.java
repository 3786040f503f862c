package io.tapedeck.controller;

import java.io.IOException;

/** A position that a part of a run says nothing of; says in a sentence which part it is. */
public final class NotInExcerptException extends IOException {
    private static final long serialVersionUID = 1L;

    NotInExcerptException(String message) {
        super(message);
    }
}
