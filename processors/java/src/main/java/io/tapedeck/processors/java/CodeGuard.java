package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one method: puts checks of the brake at its start, before jumps back and where errors are caught,
 * and has each name it uses judged. What is refused in the processor's own code ends the loading; in a
 * library, where much is never called, it becomes a throw at that place.
 */
final class CodeGuard implements CodeTransform {
    static final ClassDesc GUEST = ClassDesc.of(GuardedLoader.GUEST);
    private static final MethodTypeDesc VOID = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc TAKES_THROWABLE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Throwable);
    private static final MethodTypeDesc TAKES_STRING =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final ClassDesc LOG = ClassDesc.of(LogStream.class.getName());
    private static final ClassDesc CHARSETS = ClassDesc.of("java.nio.charset.StandardCharsets");
    private static final ClassDesc CHARSET = ClassDesc.of("java.nio.charset.Charset");
    private final References references;
    private final CodeAttribute code;
    private final MethodPlace place;
    private final boolean strict;
    private final Set<Label> passed = new HashSet<>();
    private final Set<Label> errorHandlers = new HashSet<>();
    private final Set<Label> selfCovering = new HashSet<>();
    private final boolean isLateInitializer;
    private @Nullable Label initializing;
    private boolean started;
    private int line;

    CodeGuard(References references, CodeAttribute code, MethodPlace place, boolean strict) {
        this.references = references;
        this.code = code;
        this.place = place;
        this.strict = strict;
        isLateInitializer = !strict && place.method().equals("<clinit>");
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        if (element instanceof Instruction && !started) {
            started = true;
            builder.invokestatic(GUEST, "check", VOID);
            if (isLateInitializer) {
                beginInitializing(builder);
            }
        }
        try {
            rewrite(builder, element);
        } catch (References.RefusedReference refused) {
            Stop stop = place.refusal(refused.what(), refused.why(), refused.done(), line);
            if (strict) {
                throw stop;
            }
            builder.ldc(stop.text()).invokestatic(GUEST, "refuse", TAKES_STRING);
            builder.with(element);
        }
    }

    private void beginInitializing(CodeBuilder builder) {
        builder.ldc(place.className()).invokestatic(GUEST, "beginInitializing", TAKES_STRING);
        initializing = builder.newBoundLabel();
    }

    @Override
    public void atEnd(CodeBuilder builder) {
        if (initializing != null) {
            Label end = builder.newBoundLabel();
            builder.exceptionCatchAll(initializing, end, end)
                    .invokestatic(GUEST, "endInitializing", VOID)
                    .athrow();
        }
    }

    private void rewrite(CodeBuilder builder, CodeElement element) throws References.RefusedReference {
        switch (element) {
            case LineNumber number -> {
                line = number.line();
                builder.with(number);
            }
            case LabelTarget target -> label(builder, target);
            case ExceptionCatch handler -> handler(builder, handler);
            case BranchInstruction branch -> jump(builder, branch, List.of(branch.target()));
            case TableSwitchInstruction jump -> jump(builder, jump, targets(jump));
            case LookupSwitchInstruction jump -> jump(builder, jump, targets(jump));
            case InvokeInstruction call -> call(builder, call);
            case InvokeDynamicInstruction call -> builder.invokedynamic(references.dynamicCall(call));
            case FieldInstruction access -> field(builder, access);
            case NewObjectInstruction creation ->
                builder.new_(references.constructed(creation.className().asSymbol()));
            case NewReferenceArrayInstruction creation ->
                withClass(builder, creation, creation.componentType().asSymbol());
            case NewMultiArrayInstruction creation ->
                withClass(builder, creation, creation.arrayType().asSymbol());
            case TypeCheckInstruction check ->
                withClass(builder, check, check.type().asSymbol());
            case ReturnInstruction end
            when isLateInitializer ->
                builder.invokestatic(GUEST, "endInitializing", VOID).with(end);
            case LoadConstantInstruction constant -> {
                checkConstant(constant.constantValue());
                builder.with(constant);
            }
            default -> builder.with(element);
        }
    }

    private void label(CodeBuilder builder, LabelTarget target) {
        builder.with(target);
        passed.add(target.label());
        if (errorHandlers.contains(target.label()) && !selfCovering.contains(target.label())) {
            builder.dup().invokestatic(GUEST, "caught", TAKES_THROWABLE);
        }
    }

    /** A handler that covers its own start, as that of a synchronized block, must not throw there. */
    private void handler(CodeBuilder builder, ExceptionCatch handler) {
        Optional<String> type = handler.catchType().map(entry -> Names.binary(entry.asSymbol()));
        if (type.map(this::mayKeepErrors).orElse(true)) {
            errorHandlers.add(handler.handler());
        }
        int start = code.labelToBci(handler.handler());
        if (code.labelToBci(handler.tryStart()) <= start && start < code.labelToBci(handler.tryEnd())) {
            selfCovering.add(handler.handler());
        }
        builder.with(handler);
    }

    /** Whether what is caught may be, or hold as suppressed, an error that must not be; its class must be there. */
    private boolean mayKeepErrors(String type) {
        return strict || type.startsWith("java.");
    }

    private void jump(CodeBuilder builder, CodeElement jump, List<Label> targets) {
        if (targets.stream().anyMatch(passed::contains)) {
            builder.invokestatic(GUEST, "check", VOID);
        }
        builder.with(jump);
    }

    private static List<Label> targets(TableSwitchInstruction jump) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(jump.defaultTarget()),
                        jump.cases().stream().map(target -> target.target()))
                .toList();
    }

    private static List<Label> targets(LookupSwitchInstruction jump) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(jump.defaultTarget()),
                        jump.cases().stream().map(target -> target.target()))
                .toList();
    }

    private void call(CodeBuilder builder, InvokeInstruction call) throws References.RefusedReference {
        ClassDesc owner = call.owner().asSymbol();
        String name = call.name().stringValue();
        MethodTypeDesc type = call.typeSymbol();
        if (name.equals("<init>")) {
            construct(builder, owner, type);
            return;
        }
        References.Call kind = switch (call.opcode()) {
            case INVOKESTATIC -> References.Call.STATIC;
            case INVOKESPECIAL -> References.Call.SUPER;
            default -> References.Call.VIRTUAL;
        };
        Optional<Verdict.Replaced> replaced = references.method(owner, name, type, kind);
        if (replaced.isPresent()) {
            builder.invokestatic(
                    replaced.get().owner(),
                    replaced.get().name(),
                    replaced.get().type());
        } else {
            builder.with(call);
        }
    }

    private void construct(CodeBuilder builder, ClassDesc owner, MethodTypeDesc type)
            throws References.RefusedReference {
        ClassDesc constructed = references.constructor(owner, type);
        MethodTypeDesc withArguments = type;
        references
                .detail(owner, type)
                .ifPresent(detail -> builder.invokestatic(detail.owner(), detail.name(), detail.type()));
        if (references.takesCharset(owner, type)) {
            builder.getstatic(CHARSETS, "UTF_8", CHARSET);
            withArguments = type.insertParameterTypes(type.parameterCount(), CHARSET);
        }
        builder.invokespecial(constructed, "<init>", withArguments);
    }

    private void field(CodeBuilder builder, FieldInstruction access) throws References.RefusedReference {
        Optional<Verdict.Replaced> replaced =
                references.field(access.owner().asSymbol(), access.name().stringValue());
        if (replaced.isPresent()) {
            ClassDesc owner = replaced.get().owner();
            builder.getstatic(owner, replaced.get().name(), owner.equals(GUEST) ? LOG : access.typeSymbol());
        } else {
            builder.with(access);
        }
    }

    /** To name a class does nothing yet: in a library, which may only ask whether an object is of it, all pass. */
    private void withClass(CodeBuilder builder, CodeElement element, ClassDesc type)
            throws References.RefusedReference {
        if (strict) {
            references.checkClass(type, "used");
        }
        builder.with(element);
    }

    private void checkConstant(ConstantDesc constant) throws References.RefusedReference {
        if (strict || !(constant instanceof ClassDesc)) {
            references.checkConstant(constant);
        }
    }
}
