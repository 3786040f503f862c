package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.IdentityCalls;
import io.tapedeck.processors.python.barrier.LimitCalls;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rewrites one class by {@link Rules} and notes each place that it changed. */
final class CallRewriter {
    private static final ClassDesc DATE_SYMBOLS = ClassDesc.of("java.text.DateFormatSymbols");
    private static final ClassDesc LOCALE = ClassDesc.of("java.util.Locale");
    private static final MethodTypeDesc WITH_LOCALE = MethodTypeDesc.ofDescriptor("(Ljava/util/Locale;)V");

    private static final ClassDesc IDENTITY =
            IdentityCalls.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc OF_OBJECT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)I");
    private static final ClassDesc LIMITS = LimitCalls.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc WITH_THROWABLE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Throwable;)V");

    private final ClassModel classModel;
    private final String className;
    private final Set<String> sites;

    CallRewriter(ClassModel classModel, Set<String> sites) {
        this.classModel = classModel;
        this.className = classModel.thisClass().asInternalName();
        this.sites = sites;
    }

    /** How the class is rewritten, if it is. */
    Optional<ClassTransform> transform() {
        return classModel.methods().stream().anyMatch(this::concerned) ? Optional.of(rewriting()) : Optional.empty();
    }

    private boolean concerned(MethodModel method) {
        return bodyRule(method).isPresent()
                || method.code().stream()
                        .flatMap(CodeModel::elementStream)
                        .anyMatch(element -> concerned(method, element));
    }

    /** Where a method goes on that catches the JVM's lack of memory. */
    private static Set<Label> memoryHandlers(CodeModel code) {
        return code.exceptionHandlers().stream()
                .filter(CallRewriter::isMemoryHandler)
                .map(ExceptionCatch::handler)
                .collect(Collectors.toSet());
    }

    private static boolean isMemoryHandler(ExceptionCatch handler) {
        return handler.catchType()
                .filter(type -> type.asInternalName()
                        .equals(OutOfMemoryError.class.getName().replace('.', '/')))
                .isPresent();
    }

    private boolean concerned(MethodModel method, CodeElement element) {
        return switch (element) {
            case InvokeInstruction call -> rule(call).isPresent() || isDateSymbols(call) || isHashInText(method, call);
            case InvokeDynamicInstruction call -> refuseReferences(call);
            case ExceptionCatch handler -> isMemoryHandler(handler);
            default -> false;
        };
    }

    /** A method reference to a call that is to be rewritten would slip through: there is none, so far. */
    private boolean refuseReferences(InvokeDynamicInstruction call) {
        for (ConstantDesc argument : call.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle && isRuled(handle)) {
                throw new IllegalStateException(className + " refers to " + handle + ": the patch cannot rewrite it");
            }
        }
        return false;
    }

    private boolean isRuled(DirectMethodHandleDesc handle) {
        String owner = handle.owner().descriptorString();
        return owner.startsWith("L")
                && Rules.callsOf(owner.substring(1, owner.length() - 1)).stream()
                        .filter(rule -> rule.scope().covers(className))
                        .anyMatch(rule -> handle.methodName().equals(rule.name()));
    }

    private ClassTransform rewriting() {
        return (builder, element) -> {
            if (element instanceof MethodModel method && concerned(method)) {
                builder.transformMethod(method, transform(method));
            } else {
                builder.with(element);
            }
        };
    }

    private MethodTransform transform(MethodModel method) {
        Optional<BodyRule> body = bodyRule(method);
        return (builder, element) -> {
            if (element instanceof CodeModel code) {
                if (body.isPresent()) {
                    note(method, "body");
                    builder.withCode(replacement -> writeBody(replacement, method, body.get()));
                } else {
                    Set<Label> memoryHandlers = memoryHandlers(code);
                    builder.transformCode(code, (codeBuilder, part) -> {
                        rewrite(codeBuilder, part, method);
                        if (part instanceof LabelTarget target && memoryHandlers.contains(target.label())) {
                            note(method, "catch OutOfMemoryError");
                            codeBuilder.dup().invokestatic(LIMITS, "letPass", WITH_THROWABLE);
                        }
                    });
                }
            } else {
                builder.with(element);
            }
        };
    }

    private void writeBody(CodeBuilder builder, MethodModel method, BodyRule rule) {
        MethodTypeDesc type = method.methodTypeSymbol();
        if (rule.withArguments()) {
            for (int i = 0; i < type.parameterCount(); i++) {
                builder.loadLocal(TypeKind.from(type.parameterType(i)), builder.parameterSlot(i));
            }
        }
        builder.invokestatic(rule.targetClass(), rule.targetName(), rule.targetType());
        builder.return_(TypeKind.from(type.returnType()));
    }

    private void rewrite(CodeBuilder builder, CodeElement element, MethodModel method) {
        if (element instanceof InvokeInstruction call) {
            Optional<CallRule> rule = rule(call);
            if (rule.isPresent()) {
                note(method, shortName(rule.get().owner()) + "." + rule.get().name());
                CallRule found = rule.get();
                builder.invokestatic(found.targetClass(), found.targetName(), found.targetType(call));
                return;
            }
            if (isDateSymbols(call)) {
                note(method, "new DateFormatSymbols");
                builder.getstatic(LOCALE, "US", LOCALE).invokespecial(DATE_SYMBOLS, "<init>", WITH_LOCALE);
                return;
            }
            if (isHashInText(method, call)) {
                note(method, "hashCode");
                builder.invokestatic(IDENTITY, "intHash", OF_OBJECT);
                return;
            }
        }
        builder.with(element);
    }

    private Optional<CallRule> rule(InvokeInstruction call) {
        return Rules.callsOf(call.owner().asInternalName()).stream()
                .filter(rule -> rule.matches(call) && rule.scope().covers(className))
                .findFirst();
    }

    /** The names of months and days, for {@code strftime}: English, as in the locale C. */
    private static boolean isDateSymbols(InvokeInstruction call) {
        return call.owner().asInternalName().equals("java/text/DateFormatSymbols")
                && call.name().equalsString("<init>")
                && call.type().equalsString("()V");
    }

    /** An identity hash in the text of a Python object, which code sees where that is within another's text. */
    private boolean isHashInText(MethodModel method, InvokeInstruction call) {
        return className.startsWith(Rules.OBJECTS)
                && method.methodName().equalsString("toString")
                && call.name().equalsString("hashCode")
                && call.type().equalsString("()I");
    }

    private Optional<BodyRule> bodyRule(MethodModel method) {
        return Rules.BODIES.stream()
                .filter(rule -> rule.matches(
                        className,
                        method.methodName().stringValue(),
                        method.methodType().stringValue()))
                .findFirst();
    }

    private void note(MethodModel method, String call) {
        sites.add(className.substring(Rules.PYTHON.length()) + "."
                + method.methodName().stringValue() + " -> " + call);
    }

    private static String shortName(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
