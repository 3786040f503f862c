package io.tapedeck.processors.java;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.Interfaces;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Superclass;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashSet;
import java.util.Set;

/** Rewrites one class of a processor as the rules say, or refuses it. */
final class ClassGuard {
    private static final String HASH_FIELD = "tapedeck$hash";
    private static final MethodTypeDesc RETURNS_INT = MethodTypeDesc.of(ConstantDescs.CD_int);
    private static final int JAVA_7 = 51;

    private final UserClasses classes;
    private final ClassShapes shapes;
    private final References references;
    private final TypeRenamer renamer;
    private final ClassFile classFile;

    ClassGuard(GuardRules rules, UserClasses classes, ClassShapes shapes, MemberGuard members, TypeRenamer renamer) {
        this.classes = classes;
        this.shapes = shapes;
        this.renamer = renamer;
        references = new References(rules, shapes, members);
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(shapes));
    }

    /** What became of a class: its class file, and the processor's own classes that it names. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Guarded(byte[] classFile, Set<String> named) {}

    /**
     * Rewrites a class.
     *
     * @param strict whether what is refused ends the loading; if not, it becomes a throw
     */
    Guarded guard(byte[] original, boolean strict) {
        ClassModel model = classFile.parse(renamer.rename(original));
        if (model.majorVersion() < JAVA_7) {
            throw place(model, "").refusal(name(model), "it was compiled for a Java before 7", "loaded", 0);
        }
        ClassTransform transform = ClassTransform.ofStateful(() -> new OneClass(model, strict));
        return new Guarded(classFile.transformClass(model, transform), named(model));
    }

    private Set<String> named(ClassModel model) {
        Set<String> named = new LinkedHashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                String name = Names.binary(type.asSymbol());
                if (classes.has(name)) {
                    named.add(name);
                }
            }
        }
        return named;
    }

    private static String name(ClassModel model) {
        return Names.binary(model.thisClass().asSymbol());
    }

    private static MethodPlace place(ClassModel model, String method) {
        String file = model.findAttribute(java.lang.classfile.Attributes.sourceFile())
                .map(SourceFileAttribute::sourceFile)
                .map(Object::toString)
                .orElse(Names.simple(name(model)) + ".class");
        return new MethodPlace(name(model), file, method);
    }

    /** The pass over one class. */
    private final class OneClass implements ClassTransform {
        private final ClassModel model;
        private final boolean strict;

        OneClass(ClassModel model, boolean strict) {
            this.model = model;
            this.strict = strict;
        }

        @Override
        public void accept(ClassBuilder builder, ClassElement element) {
            switch (element) {
                case Superclass parent -> {
                    check(parent.superclassEntry().asSymbol());
                    builder.withSuperclass(
                            references.constructed(parent.superclassEntry().asSymbol()));
                }
                case Interfaces parents -> {
                    parents.interfaces().forEach(parent -> check(parent.asSymbol()));
                    builder.with(parents);
                }
                case MethodModel method -> method(builder, method);
                default -> builder.with(element);
            }
        }

        private void check(ClassDesc parent) {
            try {
                references.checkClass(parent, "extended");
            } catch (References.RefusedReference refused) {
                if (strict) {
                    throw place(model, "").refusal(refused.what(), refused.why(), refused.done(), 0);
                }
            }
        }

        private void method(ClassBuilder builder, MethodModel method) {
            String name = method.methodName().stringValue();
            if (strict && method.flags().has(AccessFlag.NATIVE)) {
                throw place(model, name).refusal("a native method", "its code cannot be checked", "declared", 0);
            }
            if (strict && name.equals("finalize") && method.methodType().equalsString("()V")) {
                throw place(model, name).refusal("a finalizer", "when it runs differs between runs", "declared", 0);
            }
            MethodPlace place = place(model, name);
            builder.transformMethod(
                    method,
                    MethodTransform.transformingCode(java.lang.classfile.CodeTransform.ofStateful(() -> new CodeGuard(
                            references, (CodeAttribute) method.code().orElseThrow(), place, strict))));
        }

        @Override
        public void atEnd(ClassBuilder builder) {
            if (hashesByAddress()) {
                addHash(builder);
            }
        }

        private boolean hashesByAddress() {
            if (model.flags().has(AccessFlag.INTERFACE)) {
                return false;
            }
            String at = name(model);
            while (!at.equals("java.lang.Object")) {
                ClassShapes.Shape shape = shapes.find(at).orElse(null);
                if (shape == null || shape.declares("hashCode", "()I")) {
                    return false;
                }
                at = shape.parents().getFirst();
                if (classes.has(at)) {
                    return false;
                }
            }
            return true;
        }

        private void addHash(ClassBuilder builder) {
            ClassDesc self = model.thisClass().asSymbol();
            builder.withField(
                    HASH_FIELD,
                    ConstantDescs.CD_int,
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_TRANSIENT | ClassFile.ACC_SYNTHETIC);
            builder.withMethodBody("hashCode", RETURNS_INT, ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC, code -> {
                Label known = code.newLabel();
                code.aload(0)
                        .getfield(self, HASH_FIELD, ConstantDescs.CD_int)
                        .ifne(known)
                        .aload(0)
                        .invokestatic(CodeGuard.GUEST, "nextHash", RETURNS_INT)
                        .putfield(self, HASH_FIELD, ConstantDescs.CD_int)
                        .labelBinding(known)
                        .aload(0)
                        .getfield(self, HASH_FIELD, ConstantDescs.CD_int)
                        .ireturn();
            });
        }
    }
}
