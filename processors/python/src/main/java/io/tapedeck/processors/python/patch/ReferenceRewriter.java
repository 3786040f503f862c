package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.WeakCalls;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.Set;

/**
 * Makes Python's weak references strong. What stands behind {@code weakref.ref} gets a field, {@code held}, that
 * its constructor sets:
 *
 * <pre>
 *   WeakRefStorage(ref, referent, callback, queue)   as before; held = WeakCalls.held(referent, queue)
 * </pre>
 */
final class ReferenceRewriter {
    private static final String STORAGE = Rules.PYTHON + "builtins/objects/referencetype/PReferenceType$WeakRefStorage";
    private static final ClassDesc WEAK_STORAGE = ClassDesc.ofInternalName(STORAGE);
    private static final ClassDesc WEAK_CALLS =
            WeakCalls.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc HELD = MethodTypeDesc.of(
            ConstantDescs.CD_Object, ConstantDescs.CD_Object, ClassDesc.of("java.lang.ref.ReferenceQueue"));
    private static final String FIELD = "held";
    private static final int REFERENT = 2;
    private static final int QUEUE = 4;

    private final Set<String> sites;

    ReferenceRewriter(Set<String> sites) {
        this.sites = sites;
    }

    /** How the class is rewritten, if it is. */
    Optional<ClassTransform> transform(ClassModel classModel) {
        if (!classModel.thisClass().asInternalName().equals(STORAGE)) {
            return Optional.empty();
        }
        sites.add("builtins/objects/referencetype/PReferenceType$WeakRefStorage.<init> -> hold the referent");
        ClassTransform constructor = ClassTransform.transformingMethodBodies(
                ReferenceRewriter::isConstructor, ReferenceRewriter::holdAtReturn);
        return Optional.of(constructor.andThen(ClassTransform.endHandler(builder ->
                builder.withField(FIELD, ConstantDescs.CD_Object, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL))));
    }

    private static boolean isConstructor(MethodModel method) {
        return method.methodName().equalsString(ConstantDescs.INIT_NAME);
    }

    private static void holdAtReturn(CodeBuilder builder, CodeElement element) {
        if (element instanceof ReturnInstruction end && end.opcode() == Opcode.RETURN) {
            builder.aload(0)
                    .aload(REFERENT)
                    .aload(QUEUE)
                    .invokestatic(WEAK_CALLS, "held", HELD)
                    .putfield(WEAK_STORAGE, FIELD, ConstantDescs.CD_Object);
        }
        builder.with(element);
    }
}
