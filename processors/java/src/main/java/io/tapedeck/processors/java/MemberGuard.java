package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import io.tapedeck.processors.java.bridge.SteadyClasses;
import io.tapedeck.processors.java.bridge.WorldObjects;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a member that a processor names: looks for it as the JVM does, from the class named upward, and
 * asks the rules at each class of the JDK on the way, so that neither {@code list.parallelStream()} nor a
 * subclass's {@code start()} is a way around.
 */
final class MemberGuard {
    private static final Verdict HASH = answer("hash", ConstantDescs.CD_int);
    private static final Verdict TEXT = answer("string", ConstantDescs.CD_String);

    private final GuardRules rules;
    private final UserClasses classes;
    private final ClassShapes shapes;
    private final Map<String, Verdict> known = new HashMap<>();

    MemberGuard(GuardRules rules, UserClasses classes, ClassShapes shapes) {
        this.rules = rules;
        this.classes = classes;
        this.shapes = shapes;
    }

    private static Verdict answer(String method, ClassDesc returned) {
        return new Verdict.Replaced(
                WorldObjects.class.describeConstable().orElseThrow(),
                method,
                Set.of(MethodTypeDesc.of(returned, ConstantDescs.CD_Object)));
    }

    /** What the rules say of naming a class. */
    Verdict ofClass(String name) {
        return isOwn(name) ? Verdict.Allowed.YES : rules.ofClass(name);
    }

    /** What the rules say of calling a method. */
    Verdict ofMethod(String owner, String name, MethodTypeDesc type, boolean isStatic) {
        String key = (isStatic ? "static " : "") + owner + "#" + name + type.descriptorString();
        Verdict verdict = known.get(key);
        if (verdict == null) {
            verdict = judge(owner, name, type, isStatic);
            known.put(key, verdict);
        }
        return verdict;
    }

    /** What the rules say of reading or writing a field. */
    Verdict ofField(String owner, String name) {
        Verdict verdict = isOwn(owner) ? null : rules.member(owner, name, "");
        return verdict != null ? verdict : ofClass(owner);
    }

    boolean isOwn(String name) {
        return classes.has(name) && !GuardedLoader.isOurs(name);
    }

    private Verdict judge(String owner, String name, MethodTypeDesc type, boolean isStatic) {
        Found found = search(owner, name, type, isStatic);
        if (found.verdict != null) {
            return found.verdict;
        }
        if (found.isNothing() && !rules.original(owner).equals(owner)) {
            return new Verdict.Refused("of this class, a processor may use the other methods");
        }
        return isOwn(owner) && found.declaredIn.isEmpty()
                ? Verdict.Allowed.YES
                : ofClass(found.declaredIn.filter(declaring -> isOwn(owner)).orElse(owner));
    }

    /** What a search found: a rule of the member's own, or the class that declares it. */
    private record Found(@Nullable Verdict verdict, Optional<String> declaredIn) {
        static final Found NOTHING = new Found(null, Optional.empty());

        boolean isNothing() {
            return verdict == null && declaredIn.isEmpty();
        }
    }

    /** Who answers for the hash code and the text of an object of the JDK's, or of a lambda, which is not asked itself. */
    private static @Nullable Verdict answered(String owner, String name, MethodTypeDesc type) {
        if (type.parameterCount() > 0 || owner.startsWith("io.tapedeck.")) {
            return null;
        }
        return switch (name) {
            case "hashCode" -> SteadyClasses.hashes(owner) ? null : HASH;
            case "toString" -> SteadyClasses.shows(owner) ? null : TEXT;
            default -> null;
        };
    }

    private Found search(String owner, String name, MethodTypeDesc type, boolean isStatic) {
        if (!isOwn(owner)) {
            Verdict verdict = rules.member(rules.original(owner), name, Names.parameters(type));
            if (verdict instanceof Verdict.Replaced replaced) {
                verdict = replaced.forCall(type, ClassDesc.of(owner), isStatic).orElse(null);
            }
            if (verdict != null) {
                return new Found(verdict, Optional.of(owner));
            }
        }
        Optional<ClassShapes.Shape> shape = shapes.find(owner);
        if (shape.isEmpty()) {
            return Found.NOTHING;
        }
        if (shape.get().declares(name, type.descriptorString())) {
            boolean asksItself = isOwn(owner) && !shape.get().isInterface();
            return new Found(asksItself ? null : answered(owner, name, type), Optional.of(owner));
        }
        return shape.get().parents().stream()
                .map(parent -> search(parent, name, type, isStatic))
                .filter(found -> !found.isNothing())
                .findFirst()
                .orElse(Found.NOTHING);
    }
}
