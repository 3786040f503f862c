package io.tapedeck.tools.cli;

import java.io.Console;
import java.util.Optional;

/** Asks who sits at the terminal whether to go on. */
final class Question {
    private Question() {}

    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Whether there is somebody to ask. */
    static boolean canBeAsked() {
        return terminal().isPresent();
    }

    /** Whether the answer is yes; no where there is nobody. */
    static boolean isAgreedTo(String question) {
        Screen.OUT.flush();
        String answer = terminal()
                .map(console -> console.readLine("%s [y/N] ", question))
                .orElse("");
        return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
    }
}
