package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a member that a processor names: looks for it as the JVM does, from the class named upward, and
 * asks the rules at each class of the JDK on the way, so that neither {@code list.parallelStream()} nor a
 * subclass's {@code start()} is a way around.
 */
final class MemberGuard {
    private final GuardRules rules;
    private final UserClasses classes;
    private final ClassShapes shapes;
    private final Map<String, Verdict> known = new HashMap<>();

    MemberGuard(GuardRules rules, UserClasses classes, ClassShapes shapes) {
        this.rules = rules;
        this.classes = classes;
        this.shapes = shapes;
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

    private Found search(String owner, String name, MethodTypeDesc type, boolean isStatic) {
        if (!isOwn(owner)) {
            Verdict verdict = rules.member(owner, name, Names.parameters(type));
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
            return new Found(null, Optional.of(owner));
        }
        return shape.get().parents().stream()
                .map(parent -> search(parent, name, type, isStatic))
                .filter(found -> !found.isNothing())
                .findFirst()
                .orElse(Found.NOTHING);
    }
}
