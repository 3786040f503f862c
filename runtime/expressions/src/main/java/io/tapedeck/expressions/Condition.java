package io.tapedeck.expressions;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
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
    private static final Map<String, CelType> INPUT_FIELDS = Map.of(
            "value", SimpleType.DYN,
            "key", SimpleType.DYN,
            "headers", MapType.create(SimpleType.STRING, SimpleType.DYN),
            "stream", SimpleType.STRING,
            "shard", SimpleType.INT,
            "sequence", SimpleType.INT,
            "time", SimpleType.TIMESTAMP);
    private static final String INPUT_HAS = "value, key, headers, stream, shard, sequence, time";
    private static final String VARIABLES = "input, outputs, state, clock and failure";
    private static final StructType INPUT = StructType.create(
            "input", ImmutableSet.copyOf(INPUT_FIELDS.keySet()), name -> Optional.ofNullable(INPUT_FIELDS.get(name)));
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(new InputType())
            .addFunctionDeclarations(MixedArithmetic.declarations())
            .addVar("input", INPUT)
            .addVar("outputs", ListType.create(SimpleType.DYN))
            .addVar("state", MapType.create(SimpleType.DYN, SimpleType.DYN))
            .addVar("clock", SimpleType.TIMESTAMP)
            .addVar("failure", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(MixedArithmetic.bindings())
            .build();

    private final String text;
    private final CelRuntime.Program program;
    private final boolean ofStateOnly;
    private Optional<String> problem = Optional.empty();

    private Condition(String text, CelRuntime.Program program, boolean ofStateOnly) {
        this.text = text;
        this.program = program;
        this.ofStateOnly = ofStateOnly;
    }

    /** Knows the input's fields, so that a misspelt one is found before anything is evaluated. */
    private static final class InputType implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.of(INPUT);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return name.equals(INPUT.name()) ? Optional.of(INPUT) : Optional.empty();
        }
    }

    /**
     * Reads a condition, and checks its names and types.
     *
     * @throws ConditionException where it cannot be; the message shows where
     */
    public static Condition compile(String text) throws ConditionException {
        CelValidationResult checked = COMPILER.compile(text);
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            return new Condition(text, RUNTIME.createProgram(tree), isOfStateOnly(tree));
        } catch (CelValidationException e) {
            throw new ConditionException(mistake(text, checked.getErrors().getFirst()));
        } catch (CelEvaluationException e) {
            throw new ConditionException(text + "\n" + e.getMessage());
        }
    }

    private static boolean isOfStateOnly(CelAbstractSyntaxTree tree) {
        Set<String> others = Set.of("input", "outputs", "clock", "failure");
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT)
                .noneMatch(node -> others.contains(node.expr().ident().name()));
    }

    private static String mistake(String text, CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        String shown = text.lines().skip(line - 1L).findFirst().orElse("");
        return shown + "\n" + " ".repeat(column) + "^ " + words(issue.getMessage());
    }

    /** What is wrong, in words that say what would be right. */
    private static String words(String message) {
        if (message.startsWith("undefined field")) {
            return message + "; input has " + INPUT_HAS;
        }
        int container = message.indexOf(" (in container");
        if (message.startsWith("undeclared reference")) {
            return message.substring(0, container < 0 ? message.length() : container) + "; there are " + VARIABLES;
        }
        int candidates = message.indexOf(" (candidates");
        return candidates < 0 ? message : message.substring(0, candidates);
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
            note(String.valueOf(e.getMessage()));
        }
        return false;
    }

    private void note(String why) {
        if (problem.isEmpty()) {
            problem = Optional.of(why.replaceFirst("^evaluation error at <input>:\\d+: ", "")
                    .replaceFirst(" Overload candidates.*", ""));
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
