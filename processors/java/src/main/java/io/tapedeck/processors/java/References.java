package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import io.tapedeck.processors.java.bridge.WorldContainers;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/** Turns each reference of a class into what the rules say, be it a call or a method reference. */
final class References {
    /** Something is named that must not be. */
    static final class RefusedReference extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;
        private final String why;
        private final String done;

        RefusedReference(String what, String why, String done) {
            super(what, null, false, false);
            this.what = what;
            this.why = why;
            this.done = done;
        }

        String what() {
            return what;
        }

        String why() {
            return why;
        }

        String done() {
            return done;
        }
    }

    /** How a method is called. */
    enum Call {
        /** Without a receiver. */
        STATIC,
        /** The method of the receiver's class. */
        VIRTUAL,
        /** The method of a superclass, or a private one. */
        SUPER
    }

    private static final ClassDesc CONTAINERS =
            WorldContainers.class.describeConstable().orElseThrow();

    private final GuardRules rules;
    private final ClassShapes shapes;
    private final MemberGuard members;

    References(GuardRules rules, ClassShapes shapes, MemberGuard members) {
        this.rules = rules;
        this.shapes = shapes;
        this.members = members;
    }

    /** Refuses a class that must not be used. */
    void checkClass(ClassDesc type, String done) throws RefusedReference {
        String name = Names.binary(type);
        if (!isPrimitive(type) && members.ofClass(name) instanceof Verdict.Refused refused) {
            throw new RefusedReference(Names.shown(name), refused.why(), done);
        }
    }

    private static boolean isPrimitive(ClassDesc type) {
        return type.isPrimitive() || type.isArray() && isPrimitive(type.componentType());
    }

    /** The class that is created in place of {@code type}. */
    ClassDesc constructed(ClassDesc type) {
        return ClassDesc.of(rules.substitute(Names.binary(type)));
    }

    /** The class whose constructor is called in place of that of {@code owner}. */
    ClassDesc constructor(ClassDesc owner, MethodTypeDesc type) throws RefusedReference {
        String name = Names.binary(owner);
        if (members.ofMethod(name, "<init>", type, false) instanceof Verdict.Refused refused) {
            throw new RefusedReference(Names.member(name, "<init>"), refused.why(), "called");
        }
        String substitute = rules.substitute(name);
        if (!substitute.equals(name) && !declaresConstructor(substitute, type)) {
            throw new RefusedReference(
                    Names.member(name, "<init>") + Names.parameters(type),
                    "of this class, a processor may use the other constructors",
                    "called");
        }
        return ClassDesc.of(substitute);
    }

    /** Whether a constructor gets UTF-8 as its last argument, where the JDK would take the machine's charset. */
    boolean takesCharset(ClassDesc owner, MethodTypeDesc type) {
        return rules.takesCharset(Names.binary(owner) + "#<init>" + Names.parameters(type));
    }

    private boolean declaresConstructor(String name, MethodTypeDesc type) {
        return shapes.find(name)
                .map(shape -> shape.declares("<init>", type.descriptorString()))
                .orElse(false);
    }

    /** What is called in place of a method, if anything. */
    Optional<Verdict.Replaced> method(ClassDesc owner, String name, MethodTypeDesc type, Call call)
            throws RefusedReference {
        if (owner.isArray() && name.equals("clone")) {
            return Optional.empty();
        }
        String ownerName = owner.isArray() ? "java.lang.Object" : Names.binary(owner);
        return switch (members.ofMethod(ownerName, name, type, call == Call.STATIC)) {
            case Verdict.Allowed ignored -> Optional.empty();
            case Verdict.Refused refused ->
                throw new RefusedReference(Names.member(ownerName, name), refused.why(), "called");
            case Verdict.Replaced replaced when call != Call.SUPER -> Optional.of(replaced);
            case Verdict.Replaced replaced
            when name.equals("hashCode") && !replaced.owner().equals(CONTAINERS) ->
                throw new RefusedReference("super.hashCode", "it differs between runs", "called");
            case Verdict.Replaced ignored -> Optional.empty();
        };
    }

    /** What is read in place of a field, if anything. */
    Optional<Verdict.Replaced> field(ClassDesc owner, String name) throws RefusedReference {
        String ownerName = Names.binary(owner);
        return switch (members.ofField(ownerName, name)) {
            case Verdict.Allowed ignored -> Optional.empty();
            case Verdict.Refused refused ->
                throw new RefusedReference(Names.member(ownerName, name), refused.why(), "used");
            case Verdict.Replaced replaced -> Optional.of(replaced);
        };
    }

    /** A dynamic call with its bootstrap method and arguments replaced where need be. */
    DynamicCallSiteDesc dynamicCall(InvokeDynamicInstruction call) throws RefusedReference {
        ConstantDesc[] arguments = call.bootstrapArgs().toArray(ConstantDesc[]::new);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = constant(arguments[i]);
        }
        return DynamicCallSiteDesc.of(
                handle(call.bootstrapMethod()), call.name().stringValue(), call.typeSymbol(), arguments);
    }

    /** Refuses a constant that names what must not be named. */
    void checkConstant(ConstantDesc constant) throws RefusedReference {
        if (!constant.equals(constant(constant))) {
            throw new RefusedReference("a constant method handle", "only javac may make them", "used");
        }
    }

    private ConstantDesc constant(ConstantDesc constant) throws RefusedReference {
        switch (constant) {
            case ClassDesc type -> checkClass(type, "used");
            case DirectMethodHandleDesc method -> {
                return handle(method);
            }
            case DynamicConstantDesc<?> dynamic -> {
                handle(dynamic.bootstrapMethod());
                for (ConstantDesc argument : dynamic.bootstrapArgsList()) {
                    constant(argument);
                }
            }
            default -> {
                // Numbers, strings and method types name nothing that could be called.
            }
        }
        return constant;
    }

    private DirectMethodHandleDesc handle(DirectMethodHandleDesc handle) throws RefusedReference {
        MethodTypeDesc type = switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> {
                field(handle.owner(), handle.methodName());
                yield MethodTypeDesc.of(handle.owner());
            }
            default -> MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
        };
        return switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> handle;
            case CONSTRUCTOR -> {
                if (takesCharset(handle.owner(), type)) {
                    throw new RefusedReference(
                            Names.member(Names.binary(handle.owner()), "<init>"),
                            "it takes the machine's charset; write a lambda that gives it one",
                            "named");
                }
                yield MethodHandleDesc.ofMethod(Kind.CONSTRUCTOR, constructor(handle.owner(), type), "<init>", type);
            }
            default -> {
                Call call = switch (handle.kind()) {
                    case STATIC, INTERFACE_STATIC -> Call.STATIC;
                    case SPECIAL, INTERFACE_SPECIAL -> Call.SUPER;
                    default -> Call.VIRTUAL;
                };
                yield method(handle.owner(), handle.methodName(), type, call)
                        .map(replaced -> MethodHandleDesc.ofMethod(
                                Kind.STATIC, replaced.owner(), replaced.name(), replaced.type()))
                        .orElse(handle);
            }
        };
    }
}
