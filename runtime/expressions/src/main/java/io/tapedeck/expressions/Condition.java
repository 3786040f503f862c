package io.tapedeck.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Optional;
import java.util.Set;

/**
 * A condition in the Common Expression Language, over the moments of a run. It sees {@code input} ({@code value}, {@code
 * key}, {@code headers}, {@code stream}, {@code shard}, {@code sequence}, {@code time}), {@code outputs}, {@code state},
 * {@code clock} and {@code failure}.
 *
 * <p>Numbers compare and add up whether they are integers or floats. A key that is missing, an item behind a list's end,
 * or values that cannot be compared make the condition false: data is like that, and whoever looks for something does not
 * want to hear of it. {@link #problem} keeps the first one all the same, for the case that nothing is found.
 */
public final class Condition {
    private static final Language LANGUAGE = new Language(
            "input, outputs, state, clock and failure",
            language -> language.addVar("outputs", ListType.create(SimpleType.DYN))
                    .addVar("state", MapType.create(SimpleType.DYN, SimpleType.DYN))
                    .addVar("failure", SimpleType.DYN)
                    .setResultType(SimpleType.BOOL));

    private final String text;
    private final CelRuntime.Program program;
    private final boolean ofStateOnly;
    private Optional<String> problem = Optional.empty();

    private Condition(String text, CelRuntime.Program program, boolean ofStateOnly) {
        this.text = text;
        this.program = program;
        this.ofStateOnly = ofStateOnly;
    }

    /**
     * Reads a condition, and checks its names and types.
     *
     * @throws ConditionException where it cannot be; the message shows where
     */
    public static Condition compile(String text) throws ConditionException {
        CelAbstractSyntaxTree tree = LANGUAGE.check(text);
        return new Condition(text, Language.program(tree), isOfStateOnly(tree));
    }

    private static boolean isOfStateOnly(CelAbstractSyntaxTree tree) {
        Set<String> others = Set.of("input", "outputs", "clock", "failure");
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT)
                .noneMatch(node -> others.contains(node.expr().ident().name()));
    }

    /** Whether it looks at nothing but the state. */
    public boolean isOfStateOnly() {
        return ofStateOnly;
    }

    /** Whether it holds of a moment. */
    public boolean holds(Scene scene) {
        try {
            Object result = program.eval(CelValues.variables(scene));
            if (result instanceof Boolean holds) {
                return holds;
            }
            note("it is " + result + " there, not true or false");
        } catch (CelEvaluationException e) {
            note(Language.reason(e));
        }
        return false;
    }

    private void note(String why) {
        if (problem.isEmpty()) {
            problem = Optional.of(why);
        }
    }

    /** Why it was false where it could not be evaluated, the first time. */
    public Optional<String> problem() {
        return problem;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
