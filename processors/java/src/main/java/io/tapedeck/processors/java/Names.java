package io.tapedeck.processors.java;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Names of classes and members, as people and {@code guard.rules} write them. */
final class Names {
    private Names() {}

    /** The binary name of a class, with dots; of an array, its element's. */
    static String binary(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (element.isPrimitive()) {
            return element.displayName();
        }
        String descriptor = element.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    /** The parameters of a method as in {@code (String,Object[])}. */
    static String parameters(MethodTypeDesc type) {
        String shown = type.displayDescriptor();
        return shown.substring(0, shown.lastIndexOf(')') + 1);
    }

    /** A member as people call it: {@code java.nio.file.Files.readString}, {@code new java.util.Timer}. */
    static String member(String owner, String name) {
        return name.equals("<init>") ? "new " + shown(owner) : shown(owner) + "." + name;
    }

    /** A class as source code names it. */
    static String shown(String binaryName) {
        return binaryName.replace('$', '.');
    }

    /** A class's name without its package. */
    static String simple(String binaryName) {
        return shown(binaryName.substring(binaryName.lastIndexOf('.') + 1));
    }
}
