package io.tapedeck.processors.java.bridge;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What reflection shows to one processor, and does for it: its own classes whole and in the order of their
 * declarations, of the JDK's the public members that a call site may name. What is done with a member is judged as
 * a call site is.
 */
public interface Mirror {
    /** The class called {@code name}, as {@link Class#getName} has it; one that is refused is not found. */
    Class<?> find(String name, boolean initialize) throws ClassNotFoundException;

    /** Whether a member is there to be seen. */
    boolean shows(Member member);

    /** Those of {@code members} that are shown, each declared in {@code type} or inherited, in a fixed order. */
    <M extends Member> M[] inOrder(Class<?> type, M[] members);

    /** Whether a member is of the processor's own code. */
    boolean isOwn(Member member);

    /** Does what {@link Method#invoke} does. */
    @Nullable
    Object invoke(Method method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws IllegalAccessException, InvocationTargetException;

    /** Does what {@link Constructor#newInstance} does. */
    Object create(Constructor<?> constructor, @Nullable Object[] arguments)
            throws InstantiationException, IllegalAccessException, InvocationTargetException;

    /** Does what {@link Field#get} does. */
    @Nullable
    Object get(Field field, @Nullable Object receiver) throws IllegalAccessException;

    /** Does what {@link Field#set} does. */
    void set(Field field, @Nullable Object receiver, @Nullable Object value) throws IllegalAccessException;

    /** What has a mirror: the class loader of a processor. */
    interface Holder {
        /** The mirror of the classes that it loads. */
        Mirror mirror();
    }
}
