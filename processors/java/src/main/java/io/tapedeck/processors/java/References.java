package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import io.tapedeck.processors.java.bridge.WorldContainers;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private static final List<String> CONTAINERS =
            List.of("java.util.Collection", "java.util.Map", "java.util.Map$Entry");
    private static final Set<String> WRITTEN_ALIKE = Set.of("java.lang.Object", "java.lang.Record");
    private static final Verdict.Replaced HASH_OF_CONTENTS = ofContents("hashOfJdks", ConstantDescs.CD_int);
    private static final Verdict.Replaced TEXT_OF_CONTENTS = ofContents("textOfJdks", ConstantDescs.CD_String);

    private final GuardRules rules;
    private final ClassShapes shapes;
    private final MemberGuard members;

    private static Verdict.Replaced ofContents(String method, ClassDesc returned) {
        return new Verdict.Replaced(
                WorldContainers.class.describeConstable().orElseThrow(),
                method,
                Set.of(MethodTypeDesc.of(returned, ConstantDescs.CD_Object)));
    }

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

    /** What makes of an object, a constructor's last argument, one that it shows as every JVM does. */
    Optional<Verdict.Replaced> detail(ClassDesc owner, MethodTypeDesc type) {
        return rules.detail(Names.binary(owner) + "#<init>" + Names.parameters(type));
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
                throw new RefusedReference(Names.member(rules.original(ownerName), name), refused.why(), "called");
            case Verdict.Replaced replaced when call != Call.SUPER -> Optional.of(replaced);
            case Verdict.Replaced ignored -> ofSuper(ownerName, name, type);
        };
    }

    /** A call of a superclass's method, as the class that declares it has it: to replace it would call it again. */
    private Optional<Verdict.Replaced> ofSuper(String owner, String name, MethodTypeDesc type) throws RefusedReference {
        boolean isHash = name.equals("hashCode");
        if (type.parameterCount() > 0 || !isHash && !name.equals("toString")) {
            return Optional.empty();
        }
        if (CONTAINERS.stream().anyMatch(container -> shapes.isA(owner, container))) {
            return Optional.of(isHash ? HASH_OF_CONTENTS : TEXT_OF_CONTENTS);
        }
        if (isHash || !WRITTEN_ALIKE.contains(owner) && !shapes.isA(owner, "java.lang.Throwable")) {
            throw new RefusedReference("super." + name, "it differs between runs", "called");
        }
        return Optional.empty();
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
        checkUnchanged(constant);
    }

    /** Refuses a constant that holds a reference to what becomes something else. */
    private void checkUnchanged(ConstantDesc constant) throws RefusedReference {
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
                checkUnchanged(dynamic.bootstrapMethod());
                for (ConstantDesc argument : dynamic.bootstrapArgsList()) {
                    checkUnchanged(argument);
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
                if (detail(handle.owner(), type).isPresent()) {
                    throw new RefusedReference(
                            Names.member(Names.binary(handle.owner()), "<init>"),
                            "it shows an object; write a lambda",
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
