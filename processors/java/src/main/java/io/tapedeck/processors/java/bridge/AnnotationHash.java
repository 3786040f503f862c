package io.tapedeck.processors.java.bridge;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** The hash code of an annotation, as {@link Annotation#hashCode} defines it, but for enums and classes in it. */
final class AnnotationHash {
    private AnnotationHash() {}

    static int of(Annotation annotation) {
        int hash = 0;
        for (Method member : annotation.annotationType().getDeclaredMethods()) {
            if (member.getParameterCount() == 0 && !member.isSynthetic()) {
                hash += 127 * member.getName().hashCode() ^ ofValue(value(annotation, member));
            }
        }
        return hash;
    }

    private static Object value(Annotation annotation, Method member) {
        try {
            member.setAccessible(true);
            return member.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int ofValue(Object value) {
        return value.getClass().isArray()
                ? WorldContainers.deepHash(new Object[] {value}) - 31
                : WorldObjects.hash(value);
    }
}
