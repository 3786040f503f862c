package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What scripts may rely on with every command. */
final class EveryCommandTest {
    @Test
    void takesJson() {
        List<String> without = new ArrayList<>();
        int commands = addWithoutJson(Main.commandLine("--help"), without);
        assertEquals(List.of(), without);
        assertTrue(commands > 40, commands + " commands");
    }

    /** Returns how many were looked at; those that only have others do nothing themselves. */
    private static int addWithoutJson(CommandLine command, List<String> without) {
        int looked = 0;
        for (CommandLine sub : command.getSubcommands().values()) {
            if (sub.getCommandName().equals("help")) {
                continue;
            }
            if (sub.getSubcommands().isEmpty()) {
                looked++;
                if (sub.getCommandSpec().findOption("--json") == null) {
                    without.add(sub.getCommandSpec().qualifiedName());
                }
            }
            looked += addWithoutJson(sub, without);
        }
        return looked;
    }
}
