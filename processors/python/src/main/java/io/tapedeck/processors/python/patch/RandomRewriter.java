package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.StepSeed;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the Mersenne Twister behind {@code random} follow the step. The generator gets a field, {@code
 * stepSeed}: null in one that was seeded explicitly. A generator seeded from the system holds a {@link
 * StepSeed} there and asks it for a new seed before each draw.
 *
 * <pre>
 *   seed(int[]), restore(…)       stepSeed = null; as before
 *   nextInt(), getState()         renew(); as before
 *   followStep()                  stepSeed = new StepSeed()
 *   SeedNode.seedNone(random, …)  random.followStep()
 * </pre>
 */
final class RandomRewriter {
    private static final String GENERATOR = Rules.PYTHON + "builtins/objects/random/PRandom";
    private static final String SEED_NODE = Rules.PYTHON + "builtins/objects/random/RandomBuiltins$SeedNode";

    private static final ClassDesc PRANDOM = ClassDesc.ofInternalName(GENERATOR);
    private static final ClassDesc PNONE = ClassDesc.ofInternalName(Rules.PYTHON + "builtins/objects/PNone");
    private static final ClassDesc STEP_SEED =
            StepSeed.class.describeConstable().orElseThrow();
    private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
    private static final MethodTypeDesc SEED = MethodTypeDesc.of(ConstantDescs.CD_void, INTS);
    private static final MethodTypeDesc RENEW = MethodTypeDesc.of(INTS);
    private static final String FIELD = "stepSeed";

    private final Set<String> sites;

    RandomRewriter(Set<String> sites) {
        this.sites = sites;
    }

    private ClassTransform generator() {
        ClassTransform methods = (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                rewrite(builder, method);
            } else {
                builder.with(element);
            }
        };
        return methods.andThen(ClassTransform.endHandler(RandomRewriter::addMembers));
    }

    private void rewrite(ClassBuilder builder, MethodModel method) {
        switch (method.methodName().stringValue()) {
            case "seed", "restore" -> prepend(builder, method, RandomRewriter::forget);
            case "nextInt", "getState" ->
                prepend(builder, method, code -> code.aload(0).invokevirtual(PRANDOM, "renew", ConstantDescs.MTD_void));
            default -> builder.with(method);
        }
    }

    private void prepend(ClassBuilder builder, MethodModel method, java.util.function.Consumer<CodeBuilder> prologue) {
        note("PRandom." + method.methodName().stringValue());
        builder.transformMethod(method, (methodBuilder, element) -> {
            if (element instanceof CodeModel code) {
                methodBuilder.withCode(codeBuilder -> {
                    prologue.accept(codeBuilder);
                    code.forEach(codeBuilder);
                });
            } else {
                methodBuilder.with(element);
            }
        });
    }

    private static void forget(CodeBuilder code) {
        code.aload(0).aconst_null().putfield(PRANDOM, FIELD, STEP_SEED);
    }

    private static void addMembers(ClassBuilder builder) {
        builder.withField(FIELD, STEP_SEED, ClassFile.ACC_PRIVATE);
        builder.withMethodBody(
                "followStep",
                ConstantDescs.MTD_void,
                ClassFile.ACC_PUBLIC,
                code -> code.aload(0)
                        .new_(STEP_SEED)
                        .dup()
                        .invokespecial(STEP_SEED, "<init>", ConstantDescs.MTD_void)
                        .putfield(PRANDOM, FIELD, STEP_SEED)
                        .return_());
        builder.withMethodBody("renew", ConstantDescs.MTD_void, ClassFile.ACC_PRIVATE, RandomRewriter::renew);
    }

    /** Seeds anew where there is a new seed; {@code seed} forgets the step's seed, so it is put back. */
    private static void renew(CodeBuilder code) {
        code.aload(0).getfield(PRANDOM, FIELD, STEP_SEED).astore(1);
        code.aload(1).ifThen(java.lang.classfile.Opcode.IFNONNULL, following -> {
            following.aload(1).invokevirtual(STEP_SEED, "renew", RENEW).astore(2);
            following
                    .aload(2)
                    .ifThen(
                            java.lang.classfile.Opcode.IFNONNULL,
                            changed -> changed.aload(0)
                                    .aload(2)
                                    .invokevirtual(PRANDOM, "seed", SEED)
                                    .aload(0)
                                    .aload(1)
                                    .putfield(PRANDOM, FIELD, STEP_SEED));
        });
        code.return_();
    }

    private ClassTransform seedNode() {
        return (builder, element) -> {
            if (element instanceof MethodModel method && method.methodName().equalsString("seedNone")) {
                note("RandomBuiltins$SeedNode.seedNone");
                builder.transformMethod(method, (methodBuilder, part) -> {
                    if (part instanceof CodeModel) {
                        methodBuilder.withCode(code -> code.aload(1)
                                .invokevirtual(PRANDOM, "followStep", ConstantDescs.MTD_void)
                                .getstatic(PNONE, "NONE", PNONE)
                                .areturn());
                    } else {
                        methodBuilder.with(part);
                    }
                });
            } else {
                builder.with(element);
            }
        };
    }

    /** How the class is rewritten, if it is. */
    Optional<ClassTransform> transform(ClassModel classModel) {
        return switch (classModel.thisClass().asInternalName()) {
            case GENERATOR -> Optional.of(generator());
            case SEED_NODE -> Optional.of(seedNode());
            default -> Optional.empty();
        };
    }

    private void note(String method) {
        sites.add("builtins/objects/random/" + method + " -> follow the step");
    }
}
