package io.tapedeck.processors.java;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the guard needs to know of classes without loading them: whom they extend and which methods they
 * declare. Knows the processor's own classes, the JDK's and ours.
 */
final class ClassShapes implements ClassHierarchyResolver {
    /**
     * A class.
     *
     * @param isCreatable whether it has a constructor without parameters that is as visible as the class
     * @param parents binary names: the superclass, if any, then the interfaces
     * @param methods names and descriptors of the methods it declares
     */
    record Shape(
            String name,
            boolean isInterface,
            boolean isAbstract,
            boolean isPublic,
            boolean isCreatable,
            List<String> parents,
            Set<String> methods) {
        boolean declares(String method, String descriptor) {
            return methods.contains(method + descriptor);
        }
    }

    /** Shapes of the JDK's classes and ours, which are the same for all processors. */
    private static final Map<String, Optional<Shape>> SHARED = new ConcurrentHashMap<>();

    private final UserClasses classes;
    private final Map<String, Shape> own = new HashMap<>();

    ClassShapes(UserClasses classes) {
        this.classes = classes;
    }

    /** The shape of a class, by binary name; empty where there is no such class. */
    Optional<Shape> find(String name) {
        Shape known = own.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> classFile = GuardedLoader.isOurs(name) ? Optional.empty() : classes.find(name);
        if (classFile.isEmpty()) {
            return SHARED.computeIfAbsent(name, ClassShapes::shared);
        }
        Shape shape = read(classFile.get());
        own.put(name, shape);
        return Optional.of(shape);
    }

    private static Optional<Shape> shared(String name) {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in = open(path)) {
            return in == null ? Optional.empty() : Optional.of(read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable InputStream open(String path) {
        InputStream ours = ClassShapes.class.getClassLoader().getResourceAsStream(path);
        return ours != null ? ours : Object.class.getResourceAsStream("/" + path);
    }

    private static Shape read(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        List<String> parents = new ArrayList<>();
        model.superclass().ifPresent(parent -> parents.add(dotted(parent.asInternalName())));
        model.interfaces().forEach(parent -> parents.add(dotted(parent.asInternalName())));
        Set<String> methods = new HashSet<>();
        model.methods()
                .forEach(method -> methods.add(
                        method.methodName().stringValue() + method.methodType().stringValue()));
        return new Shape(
                dotted(model.thisClass().asInternalName()),
                model.flags().has(AccessFlag.INTERFACE),
                model.flags().has(AccessFlag.ABSTRACT),
                model.flags().has(AccessFlag.PUBLIC),
                isCreatable(model),
                List.copyOf(parents),
                methods);
    }

    private static boolean isCreatable(ClassModel model) {
        boolean mustBePublic = model.flags().has(AccessFlag.PUBLIC);
        return model.methods().stream()
                .filter(method -> method.methodName().equalsString("<init>")
                        && method.methodType().equalsString("()V"))
                .anyMatch(method -> mustBePublic
                        ? method.flags().has(AccessFlag.PUBLIC)
                        : !method.flags().has(AccessFlag.PRIVATE));
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    /** Whether {@code name} is {@code ancestor} or extends or implements it. */
    boolean isA(String name, String ancestor) {
        return name.equals(ancestor)
                || find(name)
                        .map(shape -> shape.parents().stream().anyMatch(parent -> isA(parent, ancestor)))
                        .orElse(false);
    }

    @Override
    public @Nullable ClassHierarchyInfo getClassInfo(ClassDesc type) {
        return find(Names.binary(type))
                .map(shape -> {
                    if (shape.isInterface()) {
                        return ClassHierarchyInfo.ofInterface();
                    }
                    return ClassHierarchyInfo.ofClass(
                            shape.parents().isEmpty() || shape.name().equals("java.lang.Object")
                                    ? null
                                    : ClassDesc.of(shape.parents().getFirst()));
                })
                .orElse(null);
    }
}
