package io.tapedeck.processors.java.bridge;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatException;
import java.lang.invoke.StringConcatFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hash codes and texts of objects that have none of their own: the JDK's are made from an address. A
 * processor's own classes get a {@code hashCode} from the guard; what is left is enums, arrays, lambdas and
 * the JDK's own objects.
 */
public final class WorldObjects {
    private static final String API = "io.tapedeck.log.";
    private static final String PROXY = "$Proxy";
    private static final MethodHandle TEXT;
    private static final ClassValue<Origin> HASH_ORIGIN = new OriginOf("hashCode", SteadyClasses::hashes);
    private static final ClassValue<Origin> TEXT_ORIGIN = new OriginOf("toString", SteadyClasses::shows);

    static {
        try {
            TEXT = MethodHandles.lookup()
                    .findStatic(WorldObjects.class, "text", MethodType.methodType(String.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private WorldObjects() {}

    /** For {@code Object.hashCode()}, where the object's class is not known when the code is loaded. */
    public static int hash(Object object) {
        if (object instanceof Enum<?> constant) {
            return hashEnum(constant);
        }
        return switch (HASH_ORIGIN.get(object.getClass())) {
            case ADDRESS -> plainName(object.getClass()).hashCode();
            case JDK -> WorldContainers.hashOfJdks(object);
            case API -> WorldContainers.hashOfApis(object);
            case GIVEN, CODE -> object.hashCode();
        };
    }

    /** For {@code System.identityHashCode(object)}: of one's own objects the number that they were given. */
    public static int identityHash(@Nullable Object object) {
        if (object == null) {
            return 0;
        }
        return HASH_ORIGIN.get(object.getClass()) == Origin.GIVEN
                ? object.hashCode()
                : plainName(object.getClass()).hashCode();
    }

    /** For {@code Objects.toIdentityString(object)}. */
    public static String identityText(Object object) {
        return plainName(object.getClass()) + "@" + Integer.toHexString(identityHash(object));
    }

    /** For {@code Enum.hashCode()}. */
    public static int hashEnum(Enum<?> constant) {
        return constant.name().hashCode();
    }

    /** For {@code Objects.hashCode(object)}. */
    public static int hashOrZero(@Nullable Object object) {
        return object == null ? 0 : hash(object);
    }

    /** For {@code Objects.hash(objects)} and {@code Arrays.hashCode(objects)}. */
    public static int hashAll(Object @Nullable ... objects) {
        if (objects == null) {
            return 0;
        }
        int hash = 1;
        for (Object object : objects) {
            hash = 31 * hash + hashOrZero(object);
        }
        return hash;
    }

    /** For {@code Object.toString()}, where the object's class is not known when the code is loaded. */
    public static String string(Object object) {
        return switch (TEXT_ORIGIN.get(object.getClass())) {
            case ADDRESS -> address(object);
            case JDK -> WorldContainers.textOfJdks(object);
            case API, GIVEN, CODE -> object.toString();
        };
    }

    /** As the JDK shows an object that has nothing to show, but for the number. */
    static String address(Object object) {
        return plainName(object.getClass()) + "@" + Integer.toHexString(hash(object));
    }

    /** For {@code new AssertionError(object)}, which keeps a throwable as its cause. */
    public static @Nullable Object detail(@Nullable Object object) {
        return object instanceof Throwable ? object : text(object);
    }

    /** For {@code Class.toString()}. */
    public static String text(Class<?> type) {
        return (type.isInterface() ? "interface " : type.isPrimitive() ? "" : "class ") + plainName(type);
    }

    /** For {@code Class.getTypeName()}. */
    public static String typeName(Class<?> type) {
        return type.isHidden() || Proxy.isProxyClass(type) ? plainName(type) : type.getTypeName();
    }

    /** For {@code Class.getSimpleName()}. */
    public static String simpleName(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            return PROXY;
        }
        String name = type.getSimpleName();
        int hidden = type.isHidden() ? name.indexOf('/') : -1;
        return hidden < 0 ? name : name.substring(0, hidden);
    }

    /** For {@code String.valueOf(object)} and {@code Objects.toString(object)}. */
    public static String text(@Nullable Object object) {
        return object == null ? "null" : string(object);
    }

    /** For {@code Objects.toString(object, otherwise)}. */
    public static @Nullable String text(@Nullable Object object, @Nullable String otherwise) {
        return object == null ? otherwise : string(object);
    }

    /** For {@code StringBuilder.append(object)}. */
    public static StringBuilder append(StringBuilder builder, @Nullable Object object) {
        return builder.append(text(object));
    }

    /** For {@code StringBuffer.append(object)}. */
    @SuppressWarnings("JdkObsolete") // it is for those who use it
    public static StringBuffer append(StringBuffer builder, @Nullable Object object) {
        return builder.append(text(object));
    }

    /** For {@link StringConcatFactory#makeConcatWithConstants}: objects pass through {@link #text}. */
    public static CallSite concat(
            MethodHandles.Lookup lookup, String name, MethodType type, String recipe, Object... constants)
            throws StringConcatException {
        MethodType texts = type;
        MethodHandle[] filters = new MethodHandle[type.parameterCount()];
        for (int i = 0; i < filters.length; i++) {
            Class<?> parameter = type.parameterType(i);
            if (!parameter.isPrimitive() && parameter != String.class) {
                texts = texts.changeParameterType(i, String.class);
                filters[i] = TEXT.asType(MethodType.methodType(String.class, parameter));
            }
        }
        MethodHandle target = StringConcatFactory.makeConcatWithConstants(lookup, name, texts, recipe, constants)
                .getTarget();
        return new ConstantCallSite(MethodHandles.filterArguments(target, 0, filters));
    }

    /** For {@code StringBuilder.insert(index, object)}. */
    public static StringBuilder insert(StringBuilder builder, int index, @Nullable Object object) {
        return builder.insert(index, text(object));
    }

    /** For {@code StringBuffer.insert(index, object)}. */
    @SuppressWarnings("JdkObsolete") // it is for those who use it
    public static StringBuffer insert(StringBuffer builder, int index, @Nullable Object object) {
        return builder.insert(index, text(object));
    }

    /** For {@code Class.getName()}; of a lambda's, without what is made up anew in every run. */
    public static String plainName(Class<?> type) {
        String name = type.getName();
        if (Proxy.isProxyClass(type)) {
            return PROXY;
        }
        int hidden = type.isHidden() ? name.indexOf('/') : -1;
        return hidden < 0 ? name : name.substring(0, hidden);
    }

    /** Where an object has one of the methods of {@link Object} from. */
    private enum Origin {
        /** From Object itself, which makes it from the address. */
        ADDRESS,
        /** From a class of the JDK's, which may ask the objects it holds. */
        JDK,
        /** From a class of values and messages. */
        API,
        /** From the guard, which gave the class one. */
        GIVEN,
        /** From code that was rewritten, from ours, or from a class of the JDK's that is steady. */
        CODE
    }

    private static final class OriginOf extends ClassValue<Origin> {
        private final String method;
        private final Predicate<String> isSteady;

        OriginOf(String method, Predicate<String> isSteady) {
            this.method = method;
            this.isSteady = isSteady;
        }

        @Override
        protected Origin computeValue(Class<?> type) {
            try {
                Method found = type.getMethod(method);
                Class<?> declaring = found.getDeclaringClass();
                if (declaring == Object.class) {
                    return Origin.ADDRESS;
                }
                if (declaring.getClassLoader() == null || Proxy.isProxyClass(type)) {
                    return isSteady.test(declaring.getName()) ? Origin.CODE : Origin.JDK;
                }
                if (declaring.getName().startsWith(API)) {
                    return Origin.API;
                }
                return found.isSynthetic() ? Origin.GIVEN : Origin.CODE;
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every class has " + method, e);
            }
        }
    }
}
