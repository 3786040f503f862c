package io.tapedeck.processors.java.bridge;

import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.TypeDescriptor;
import java.lang.runtime.ObjectMethods;
import java.util.Arrays;

/**
 * The methods of records: the JDK's, but that hash codes and texts of components come from {@link WorldObjects}.
 */
public final class RecordMethods {
    private static final MethodHandle HASH;
    private static final MethodHandle MIX;
    private static final MethodHandle TEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HASH = lookup.findStatic(WorldObjects.class, "hashOrZero", MethodType.methodType(int.class, Object.class));
            TEXT = lookup.findStatic(WorldObjects.class, "text", MethodType.methodType(String.class, Object.class));
            MIX = lookup.findStatic(RecordMethods.class, "mix", MethodType.methodType(int.class, int.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private RecordMethods() {}

    /** For {@link ObjectMethods#bootstrap}, of the same parameters. */
    public static Object bootstrap(
            MethodHandles.Lookup lookup,
            String method,
            TypeDescriptor type,
            Class<?> record,
            String names,
            MethodHandle... getters)
            throws Throwable {
        if (method.equals("hashCode") && type instanceof MethodType) {
            return new ConstantCallSite(hash(record, getters));
        }
        MethodHandle[] shown = method.equals("toString") ? texts(getters) : getters;
        return ObjectMethods.bootstrap(lookup, method, type, record, names, shown);
    }

    private static MethodHandle[] texts(MethodHandle[] getters) {
        return Arrays.stream(getters)
                .map(getter -> getter.type().returnType().isPrimitive() ? getter : text(getter))
                .toArray(MethodHandle[]::new);
    }

    private static MethodHandle text(MethodHandle getter) {
        return MethodHandles.filterReturnValue(getter.asType(getter.type().changeReturnType(Object.class)), TEXT);
    }

    private static MethodHandle hash(Class<?> record, MethodHandle[] getters) {
        MethodHandle result = MethodHandles.dropArguments(MethodHandles.constant(int.class, 0), 0, record);
        for (MethodHandle getter : getters) {
            MethodHandle boxed = getter.asType(MethodType.methodType(Object.class, record));
            MethodHandle both =
                    MethodHandles.filterArguments(MIX, 0, result, MethodHandles.filterReturnValue(boxed, HASH));
            result = MethodHandles.permuteArguments(both, MethodType.methodType(int.class, record), 0, 0);
        }
        return result;
    }

    /** As the JDK mixes the hash codes of a record's components. */
    static int mix(int hash, int next) {
        return 31 * hash + next;
    }
}
