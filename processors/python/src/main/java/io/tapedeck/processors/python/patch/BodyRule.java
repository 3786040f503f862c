package io.tapedeck.processors.python.patch;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A method of GraalPy whose body becomes one call of ours, with all of its arguments or none, and without its
 * receiver.
 *
 * @param owner its class, with slashes
 * @param name its name
 * @param descriptor its parameters and result
 * @param target the class of the method to call
 * @param targetName its name
 * @param withArguments whether that method takes the arguments
 */
record BodyRule(
        String owner, String name, String descriptor, Class<?> target, String targetName, boolean withArguments) {

    boolean matches(String className, String method, String type) {
        return owner.equals(className) && name.equals(method) && descriptor.equals(type);
    }

    ClassDesc targetClass() {
        return target.describeConstable().orElseThrow();
    }

    MethodTypeDesc targetType() {
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(descriptor);
        return withArguments ? type : MethodTypeDesc.of(type.returnType());
    }
}
