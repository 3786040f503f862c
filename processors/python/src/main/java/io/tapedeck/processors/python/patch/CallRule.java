package io.tapedeck.processors.python.patch;

import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A call to be made to a static method of ours instead. That method takes the same arguments, the receiver
 * of an instance method first.
 *
 * @param owner the called method's class, with slashes
 * @param name its name
 * @param descriptor its parameters and result
 * @param target the class of the method to call
 * @param targetName its name
 * @param scope where the call is rewritten
 */
record CallRule(String owner, String name, String descriptor, Class<?> target, String targetName, Scope scope) {

    /** In which classes a call is rewritten. */
    enum Scope {
        /** In all. */
        EVERYWHERE,
        /** Where Python code is told about the machine. */
        MACHINE,
        /** Where Python code sees an object's identity. */
        IDENTITY,
        /** Where Python code is told the subclasses of a class. */
        SUBCLASSES,
        /** Where Python code sees the text: native extensions and debug output are left as they are. */
        VISIBLE;

        boolean covers(String className) {
            return switch (this) {
                case EVERYWHERE -> true;
                case MACHINE ->
                    className.endsWith("/EmulatedPosixSupport")
                            || className.endsWith("$GetFileSystemEncodingNode")
                            || className.endsWith("$GetJdkVersion");
                case IDENTITY ->
                    className.endsWith("/CommonLockBuiltins$ReprLockNode")
                            || className.endsWith("/PicklerMemoProxyBuiltins");
                case SUBCLASSES -> className.endsWith("/TypeBuiltins$SubclassesNode");
                case VISIBLE ->
                    !className.contains("/cext/")
                            && !className.contains("/ssl/")
                            && !className.contains("/ctypes/")
                            && !className.contains("/nodes/bytecode")
                            && !className.contains("NFI")
                            && !className.contains("LoggingPosixSupport");
            };
        }
    }

    boolean matches(InvokeInstruction call) {
        return call.name().equalsString(name)
                && call.type().equalsString(descriptor)
                && call.owner().asInternalName().equals(owner);
    }

    ClassDesc targetClass() {
        return target.describeConstable().orElseThrow();
    }

    MethodTypeDesc targetType(InvokeInstruction call) {
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(descriptor);
        return switch (call.opcode()) {
            case INVOKESTATIC -> type;
            default -> type.insertParameterTypes(0, call.owner().asSymbol());
        };
    }
}
