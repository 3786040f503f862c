package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.LimitCalls;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the calls of Python functions that have not ended, and raises RecursionError where there are more than
 * {@code sys.getrecursionlimit()}: the machine's stack has no say in it.
 *
 * <pre>
 *   SysModuleState                        gets the field depth, enterCall(node) and leaveCall()
 *   PBytecodeRootNode.execute             executeCounted(…) instead of executeFromBci(…)
 *   PBytecodeGeneratorRootNode.execute    the same
 *   PBytecodeRootNode.executeCounted      calls = PythonContext.get(this).getSysModuleState()
 *                                         calls.enterCall(this)
 *                                         try { executeFromBci(…) } finally { calls.leaveCall() }
 * </pre>
 */
final class DepthRewriter {
    private static final String COUNTER = Rules.PYTHON + "builtins/Python3Core$SysModuleState";
    private static final String FUNCTION = Rules.PYTHON + "nodes/bytecode/PBytecodeRootNode";
    private static final String GENERATOR = Rules.PYTHON + "nodes/bytecode/PBytecodeGeneratorRootNode";

    private static final ClassDesc CALLS = ClassDesc.ofInternalName(COUNTER);
    private static final ClassDesc CONTEXT = ClassDesc.ofInternalName(Rules.PYTHON + "runtime/PythonContext");
    private static final ClassDesc NODE = ClassDesc.of("com.oracle.truffle.api.nodes.Node");
    private static final ClassDesc FUNCTION_NODE = ClassDesc.ofInternalName(FUNCTION);
    private static final ClassDesc LIMITS = LimitCalls.class.describeConstable().orElseThrow();
    private static final ClassDesc ERROR = ClassDesc.ofInternalName(Rules.PYTHON + "runtime/exception/PException");

    private static final MethodTypeDesc EXECUTE = MethodTypeDesc.ofDescriptor(
            "(Lcom/oracle/truffle/api/frame/VirtualFrame;"
                    + "Lcom/oracle/truffle/api/frame/Frame;Lcom/oracle/truffle/api/nodes/BytecodeOSRNode;II)Ljava/lang/Object;");
    private static final MethodTypeDesc ENTER = MethodTypeDesc.of(ConstantDescs.CD_void, NODE);
    private static final String FIELD = "depth";
    private static final String UNCOUNTED = "executeFromBci";
    private static final String COUNTED = "executeCounted";
    /** The local variable that holds the context's counter, behind the arguments. */
    private static final int STATE = 6;

    private final Set<String> sites;

    DepthRewriter(Set<String> sites) {
        this.sites = sites;
    }

    /** How the class is rewritten, if it is. */
    Optional<ClassTransform> transform(ClassModel classModel) {
        String name = classModel.thisClass().asInternalName();
        if (name.equals(COUNTER)) {
            note(name, "count calls");
            return Optional.of(ClassTransform.endHandler(DepthRewriter::addCounter));
        }
        return name.equals(FUNCTION) || name.equals(GENERATOR) ? Optional.of(redirected(name)) : Optional.empty();
    }

    private static void addCounter(ClassBuilder builder) {
        builder.withField(FIELD, ConstantDescs.CD_int, ClassFile.ACC_PRIVATE);
        builder.withMethodBody("enterCall", ENTER, ClassFile.ACC_PUBLIC, DepthRewriter::enter);
        builder.withMethodBody(
                "leaveCall",
                ConstantDescs.MTD_void,
                ClassFile.ACC_PUBLIC,
                code -> changeDepth(code, -1).return_());
    }

    private static void enter(CodeBuilder code) {
        changeDepth(code, 1)
                .aload(0)
                .getfield(CALLS, FIELD, ConstantDescs.CD_int)
                .aload(0)
                .invokevirtual(CALLS, "getRecursionLimit", MethodTypeDesc.of(ConstantDescs.CD_int))
                .ifThen(
                        Opcode.IF_ICMPGT,
                        exceeded -> changeDepth(exceeded, -1)
                                .aload(1)
                                .invokestatic(LIMITS, "tooDeep", MethodTypeDesc.of(ERROR, NODE))
                                .athrow())
                .return_();
    }

    private static CodeBuilder changeDepth(CodeBuilder code, int by) {
        return code.aload(0)
                .dup()
                .getfield(CALLS, FIELD, ConstantDescs.CD_int)
                .loadConstant(by)
                .iadd()
                .putfield(CALLS, FIELD, ConstantDescs.CD_int);
    }

    private ClassTransform redirected(String className) {
        ClassTransform calls = ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("execute"), (builder, element) -> {
                    if (element instanceof InvokeInstruction call && call.name().equalsString(UNCOUNTED)) {
                        note(className, "execute -> count the call");
                        builder.invokevirtual(FUNCTION_NODE, COUNTED, call.typeSymbol());
                    } else {
                        builder.with(element);
                    }
                });
        return className.equals(FUNCTION) ? calls.andThen(ClassTransform.endHandler(DepthRewriter::addCounted)) : calls;
    }

    private static void addCounted(ClassBuilder builder) {
        builder.withMethodBody(
                COUNTED,
                EXECUTE,
                0,
                code -> code.aload(0)
                        .invokestatic(CONTEXT, "get", MethodTypeDesc.of(CONTEXT, NODE))
                        .invokevirtual(CONTEXT, "getSysModuleState", MethodTypeDesc.of(CALLS))
                        .astore(STATE)
                        .aload(STATE)
                        .aload(0)
                        .invokevirtual(CALLS, "enterCall", ENTER)
                        .trying(
                                body -> leave(callUncounted(body)).areturn(),
                                catches -> catches.catchingAll(
                                        thrown -> leave(thrown).athrow())));
    }

    private static CodeBuilder callUncounted(CodeBuilder code) {
        code.aload(0);
        for (int i = 0; i < EXECUTE.parameterCount(); i++) {
            code.loadLocal(TypeKind.from(EXECUTE.parameterType(i)), i + 1);
        }
        return code.invokevirtual(FUNCTION_NODE, UNCOUNTED, EXECUTE);
    }

    private static CodeBuilder leave(CodeBuilder code) {
        return code.aload(STATE).invokevirtual(CALLS, "leaveCall", ConstantDescs.MTD_void);
    }

    private void note(String className, String what) {
        sites.add(className.substring(Rules.PYTHON.length()) + "." + what);
    }
}
