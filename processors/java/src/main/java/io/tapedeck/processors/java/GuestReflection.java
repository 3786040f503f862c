package io.tapedeck.processors.java;

import io.tapedeck.processors.java.bridge.Mirror;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls of reflection, as rewritten code makes them. Defined anew by every {@link GuardedLoader}, as
 * {@link Guest} is, so that it knows whose code it serves.
 */
public final class GuestReflection {
    private static final Mirror MIRROR =
            ((Mirror.Holder) Objects.requireNonNull(GuestReflection.class.getClassLoader())).mirror();

    private GuestReflection() {}

    /** For {@code Class.forName(name)}. */
    public static Class<?> forName(String name) throws ClassNotFoundException {
        return MIRROR.find(name, true);
    }

    /** For {@code Class.forName(name, initialize, loader)}; there is one loader. */
    public static Class<?> forName(String name, boolean initialize, @Nullable ClassLoader loader)
            throws ClassNotFoundException {
        return MIRROR.find(name, initialize);
    }

    /** For {@code loader.loadClass(name)}. */
    public static Class<?> loadClass(ClassLoader loader, String name) throws ClassNotFoundException {
        return MIRROR.find(name, false);
    }

    /** For {@code Thread.getContextClassLoader()}. */
    public static @Nullable ClassLoader contextLoader(Thread thread) {
        return GuestReflection.class.getClassLoader();
    }

    /** For {@code ClassLoader.getSystemClassLoader()}. */
    public static @Nullable ClassLoader systemLoader() {
        return GuestReflection.class.getClassLoader();
    }

    /** For {@code Class.getFields()}. */
    public static Field[] getFields(Class<?> type) {
        return MIRROR.inOrder(type, type.getFields());
    }

    /** For {@code Class.getDeclaredFields()}. */
    public static Field[] getDeclaredFields(Class<?> type) {
        return MIRROR.inOrder(type, type.getDeclaredFields());
    }

    /** For {@code Class.getMethods()}. */
    public static Method[] getMethods(Class<?> type) {
        return MIRROR.inOrder(type, type.getMethods());
    }

    /** For {@code Class.getDeclaredMethods()}. */
    public static Method[] getDeclaredMethods(Class<?> type) {
        return MIRROR.inOrder(type, type.getDeclaredMethods());
    }

    /** For {@code Class.getConstructors()}. */
    public static Constructor<?>[] getConstructors(Class<?> type) {
        return MIRROR.inOrder(type, type.getConstructors());
    }

    /** For {@code Class.getDeclaredConstructors()}. */
    public static Constructor<?>[] getDeclaredConstructors(Class<?> type) {
        return MIRROR.inOrder(type, type.getDeclaredConstructors());
    }

    /** For {@code Class.getClasses()}. */
    public static Class<?>[] getClasses(Class<?> type) {
        return byName(type.getClasses());
    }

    /** For {@code Class.getDeclaredClasses()}. */
    public static Class<?>[] getDeclaredClasses(Class<?> type) {
        return byName(type.getDeclaredClasses());
    }

    private static Class<?>[] byName(Class<?>[] types) {
        Arrays.sort(types, Comparator.comparing(Class::getName));
        return types;
    }

    /** For {@code Class.getField(name)}. */
    public static Field getField(Class<?> type, String name) throws NoSuchFieldException {
        return shown(type.getField(name), name);
    }

    /** For {@code Class.getDeclaredField(name)}. */
    public static Field getDeclaredField(Class<?> type, String name) throws NoSuchFieldException {
        return shown(type.getDeclaredField(name), name);
    }

    private static Field shown(Field field, String name) throws NoSuchFieldException {
        if (!MIRROR.shows(field)) {
            throw new NoSuchFieldException(name);
        }
        return field;
    }

    /** For {@code Class.getMethod(name, parameters)}. */
    public static Method getMethod(Class<?> type, String name, Class<?> @Nullable ... parameters)
            throws NoSuchMethodException {
        return shown(type.getMethod(name, parameters));
    }

    /** For {@code Class.getDeclaredMethod(name, parameters)}. */
    public static Method getDeclaredMethod(Class<?> type, String name, Class<?> @Nullable ... parameters)
            throws NoSuchMethodException {
        return shown(type.getDeclaredMethod(name, parameters));
    }

    /** For {@code Class.getConstructor(parameters)}. */
    public static Constructor<?> getConstructor(Class<?> type, Class<?> @Nullable ... parameters)
            throws NoSuchMethodException {
        return shown(type.getConstructor(parameters));
    }

    /** For {@code Class.getDeclaredConstructor(parameters)}. */
    public static Constructor<?> getDeclaredConstructor(Class<?> type, Class<?> @Nullable ... parameters)
            throws NoSuchMethodException {
        return shown(type.getDeclaredConstructor(parameters));
    }

    private static <M extends Member> M shown(M member) throws NoSuchMethodException {
        if (!MIRROR.shows(member)) {
            throw new NoSuchMethodException(member.getDeclaringClass().getName() + "." + member.getName());
        }
        return member;
    }

    /** For {@code Class.newInstance()}. */
    public static Object newInstance(Class<?> type) throws Throwable {
        try {
            return MIRROR.create(getDeclaredConstructor(type), new Object[0]);
        } catch (NoSuchMethodException e) {
            throw new InstantiationException(type.getName());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** For {@code Constructor.newInstance(arguments)}. */
    public static Object newInstance(Constructor<?> constructor, @Nullable Object @Nullable ... arguments)
            throws InstantiationException, IllegalAccessException, InvocationTargetException {
        return MIRROR.create(constructor, arguments == null ? new Object[0] : arguments);
    }

    /** For {@code Method.invoke(receiver, arguments)}. */
    public static @Nullable Object invoke(
            Method method, @Nullable Object receiver, @Nullable Object @Nullable ... arguments)
            throws IllegalAccessException, InvocationTargetException {
        return MIRROR.invoke(method, receiver, arguments == null ? new Object[0] : arguments);
    }

    /** For {@code Field.get(receiver)}. */
    public static @Nullable Object get(Field field, @Nullable Object receiver) throws IllegalAccessException {
        return MIRROR.get(field, receiver);
    }

    /** For {@code Field.set(receiver, value)}. */
    public static void set(Field field, @Nullable Object receiver, @Nullable Object value)
            throws IllegalAccessException {
        MIRROR.set(field, receiver, value);
    }

    /** For {@code setAccessible} of fields, methods and constructors: of the JDK's only public ones are shown. */
    public static void setAccessible(Object member, boolean flag) {
        if (MIRROR.isOwn((Member) member)) {
            ((AccessibleObject) member).setAccessible(flag);
        }
    }

    /** For {@code AccessibleObject.setAccessible(members, flag)}. */
    public static void setAccessible(AccessibleObject[] members, boolean flag) {
        for (AccessibleObject member : members) {
            setAccessible(member, flag);
        }
    }

    /** For {@code trySetAccessible} of fields, methods and constructors. */
    public static boolean trySetAccessible(Object member) {
        setAccessible(member, true);
        return true;
    }
}
