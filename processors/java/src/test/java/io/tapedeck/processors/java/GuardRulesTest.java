package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.processors.java.bridge.SteadyClasses;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code guard.rules} against the JDK that runs, so that a misspelled rule is no hole. */
class GuardRulesTest {
    private static boolean exists(String name) {
        String[] parts = name.split("#", 2);
        try {
            Class<?> type = Class.forName(parts[0], false, ClassLoader.getSystemClassLoader());
            return parts.length == 1 || members(type).anyMatch(parts[1].replaceAll("\\(.*", "")::equals);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Stream<String> members(Class<?> type) {
        return Stream.of(
                        Stream.of("<init>"),
                        Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName()),
                        Arrays.stream(type.getDeclaredFields()).map(field -> field.getName()))
                .flatMap(names -> names);
    }

    @Test
    void everyRuleNamesWhatThereIs() {
        List<String> names = GuardRules.standard().names();
        assertTrue(names.size() > 300, () -> names.size() + " rules");
        assertEquals(List.of(), names.stream().filter(name -> !exists(name)).toList());
    }

    @Test
    void whatNoRuleSpeaksOfIsRefused() {
        assertTrue(GuardRules.standard().ofClass("javax.crypto.Cipher") instanceof GuardRules.Verdict.Refused);
        assertTrue(GuardRules.standard().ofClass("org.acme.Tool") instanceof GuardRules.Verdict.Refused);
    }

    /** A JDK with other members fails here: look at each, write rules if need be, then run {@link JdkMembers}. */
    @Test
    void everyMemberOfTheJdkIsJudgedAsTheListSays() throws IOException {
        List<String> now = JdkMembers.now();
        List<String> kept = JdkMembers.kept();
        assertTrue(now.size() > 1000, () -> now.size() + " lines");
        Set<String> gone = new LinkedHashSet<>(kept);
        now.forEach(gone::remove);
        Set<String> come = new LinkedHashSet<>(now);
        kept.forEach(come::remove);
        assertEquals("", String.join("\n", gone), "no longer so");
        assertEquals("", String.join("\n", come), "not judged yet");
        assertEquals(kept, now);
    }

    @Test
    void whatIsAskedForItsHashCodeOrTextIsThere() {
        List<String> names = SteadyClasses.names();
        assertTrue(names.size() > 150, () -> names.size() + " names");
        assertEquals(List.of(), names.stream().filter(name -> !exists(name)).toList());
    }
}
