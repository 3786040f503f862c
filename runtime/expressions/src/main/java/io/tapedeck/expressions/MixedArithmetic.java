package io.tapedeck.expressions;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.Arrays;

/** Integers and floats in one sum: data has both where people see numbers. The result is a float. */
enum MixedArithmetic {
    ADD("_+_") {
        @Override
        double apply(double left, double right) {
            return left + right;
        }
    },
    SUBTRACT("_-_") {
        @Override
        double apply(double left, double right) {
            return left - right;
        }
    },
    MULTIPLY("_*_") {
        @Override
        double apply(double left, double right) {
            return left * right;
        }
    },
    DIVIDE("_/_") {
        @Override
        double apply(double left, double right) {
            return left / right;
        }
    };

    private final String function;
    private final String integerFirst = "tapedeck_" + name() + "_int64_double";
    private final String floatFirst = "tapedeck_" + name() + "_double_int64";

    /** The operator as the language calls it inside. */
    MixedArithmetic(String function) {
        this.function = function;
    }

    abstract double apply(double left, double right);

    static ImmutableList<CelFunctionDecl> declarations() {
        return Arrays.stream(values()).map(MixedArithmetic::declaration).collect(ImmutableList.toImmutableList());
    }

    private CelFunctionDecl declaration() {
        return CelFunctionDecl.newFunctionDeclaration(
                function,
                CelOverloadDecl.newGlobalOverload(integerFirst, SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                CelOverloadDecl.newGlobalOverload(floatFirst, SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT));
    }

    static ImmutableList<CelFunctionBinding> bindings() {
        return Arrays.stream(values())
                .flatMap(each -> ImmutableList.of(
                        CelFunctionBinding.from(
                                each.integerFirst, Long.class, Double.class, (left, right) -> each.apply(left, right)),
                        CelFunctionBinding.from(
                                each.floatFirst, Double.class, Long.class, (left, right) -> each.apply(left, right)))
                        .stream())
                .collect(ImmutableList.toImmutableList());
    }
}
