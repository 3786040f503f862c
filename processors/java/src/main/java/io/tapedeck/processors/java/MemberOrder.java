package io.tapedeck.processors.java;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order in which reflection shows members: the JVM's own has none that one could rely on. Members of the
 * processor's classes come as they are declared, those of others by name.
 */
final class MemberOrder {
    private final UserClasses classes;
    private final TypeRenamer renamer;
    private final Map<String, Map<String, Integer>> positions = new HashMap<>();

    MemberOrder(UserClasses classes, TypeRenamer renamer) {
        this.classes = classes;
        this.renamer = renamer;
    }

    /** Where a member of an own class is declared; empty for what the guard added. */
    Optional<Integer> position(Member member) {
        return Optional.ofNullable(positions
                .computeIfAbsent(member.getDeclaringClass().getName(), this::read)
                .get(key(member)));
    }

    private Map<String, Integer> read(String className) {
        Map<String, Integer> found = new LinkedHashMap<>();
        ClassModel model =
                ClassFile.of().parse(renamer.rename(classes.find(className).orElseThrow()));
        model.fields()
                .forEach(field -> found.put(
                        field.fieldName().stringValue() + field.fieldType().stringValue(), found.size()));
        model.methods()
                .forEach(method -> found.put(
                        method.methodName().stringValue() + method.methodType().stringValue(), found.size()));
        return found;
    }

    /** A member's name and descriptor, as a class file has them. */
    static String key(Member member) {
        return switch (member) {
            case Field field -> field.getName() + field.getType().descriptorString();
            case Constructor<?> constructor -> "<init>" + type(constructor).descriptorString();
            case Method method -> method.getName() + type(method).descriptorString();
            default -> throw new AssertionError(member);
        };
    }

    /** The type of a method or constructor. */
    static MethodTypeDesc type(Executable executable) {
        Class<?> returned = executable instanceof Method method ? method.getReturnType() : void.class;
        return MethodTypeDesc.of(
                desc(returned),
                Arrays.stream(executable.getParameterTypes())
                        .map(MemberOrder::desc)
                        .toList());
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** A class, its superclasses, then all interfaces: in which order their members come. */
    static List<Class<?>> ancestors(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            found.add(at);
        }
        for (Class<?> at : List.copyOf(found)) {
            addInterfaces(at, found);
        }
        return List.copyOf(found);
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
        Stream.of(type.getInterfaces()).forEach(parent -> {
            found.add(parent);
            addInterfaces(parent, found);
        });
    }
}
