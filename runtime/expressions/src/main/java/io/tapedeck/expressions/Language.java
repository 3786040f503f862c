package io.tapedeck.expressions;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The Common Expression Language with the names that an expression may use. Besides the standard it has CEL's own
 * extensions for strings and numbers, and adds integers to floats.
 */
final class Language {
    private static final Map<String, CelType> INPUT_FIELDS = Map.of(
            "value", SimpleType.DYN,
            "key", SimpleType.DYN,
            "headers", MapType.create(SimpleType.STRING, SimpleType.DYN),
            "stream", SimpleType.STRING,
            "shard", SimpleType.INT,
            "sequence", SimpleType.INT,
            "time", SimpleType.TIMESTAMP);
    private static final String INPUT_HAS = "value, key, headers, stream, shard, sequence, time";
    private static final StructType INPUT = StructType.create(
            "input", ImmutableSet.copyOf(INPUT_FIELDS.keySet()), name -> Optional.ofNullable(INPUT_FIELDS.get(name)));
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS))
            .addFunctionBindings(MixedArithmetic.bindings())
            .build();

    private final CelCompiler compiler;
    private final String variables;

    /**
     * A language.
     *
     * @param variables the names that there are, for people
     * @param more adds those besides {@code input} and {@code clock}, and says what must come out
     */
    Language(String variables, UnaryOperator<CelCompilerBuilder> more) {
        this.variables = variables;
        compiler = more.apply(CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setTypeProvider(new InputType())
                        .addLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS))
                        .addFunctionDeclarations(MixedArithmetic.declarations())
                        .addVar("input", INPUT)
                        .addVar("clock", SimpleType.TIMESTAMP))
                .build();
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
     * Reads a text, and checks its names and types.
     *
     * @throws ConditionException where they are wrong; the message shows where
     */
    CelAbstractSyntaxTree check(String text) throws ConditionException {
        CelValidationResult checked = compiler.compile(text);
        try {
            return checked.getAst();
        } catch (CelValidationException e) {
            throw new ConditionException(mistake(text, checked.getErrors().getFirst()));
        }
    }

    /** What evaluates a text that was checked. */
    static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws ConditionException {
        try {
            return RUNTIME.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new ConditionException(tree.getSource().getContent() + "\n" + e.getMessage());
        }
    }

    /** Why an evaluation failed, without what only the language's makers want to know. */
    static String reason(CelEvaluationException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^evaluation error at <input>:\\d+: ", "")
                .replaceFirst(" Overload candidates.*", "");
    }

    private String mistake(String text, CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        String shown = text.lines().skip(line - 1L).findFirst().orElse("");
        return shown + "\n" + " ".repeat(column) + "^ " + words(issue.getMessage());
    }

    /** What is wrong, in words that say what would be right. */
    private String words(String message) {
        if (message.startsWith("undefined field")) {
            return message + "; input has " + INPUT_HAS;
        }
        int container = message.indexOf(" (in container");
        if (message.startsWith("undeclared reference")) {
            return message.substring(0, container < 0 ? message.length() : container) + "; there are " + variables;
        }
        int candidates = message.indexOf(" (candidates");
        return candidates < 0 ? message : message.substring(0, candidates);
    }
}
