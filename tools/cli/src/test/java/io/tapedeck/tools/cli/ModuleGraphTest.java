package io.tapedeck.tools.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The modules depend on one another as spec/architecture.md draws it, and on nothing else of ours. */
final class ModuleGraphTest {
    /** What tests and benchmarks start. */
    private static final String[] SERVERS = {
        "io.tapedeck.connectors.kafka.broker..",
        "io.tapedeck.connectors.redis.server..",
        "io.tapedeck.connectors.pubsub.emulator..",
        "io.tapedeck.connectors.mongodb.server..",
        "io.tapedeck.connectors.faults.."
    };

    private static final String CODECS = "io.tapedeck.connectors.codecs..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tapedeck");

    @Test
    void modulesUseOnlyWhatTheArchitectureAllows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.tapedeck..")
                .layer("log")
                .definedBy("io.tapedeck.log..")
                .layer("runtime")
                .definedBy("io.tapedeck.runtime..")
                .layer("expressions")
                .definedBy("io.tapedeck.expressions..")
                .layer("connectors api")
                .definedBy("io.tapedeck.connectors")
                .layer("connectors")
                .definedBy(resideInAPackage("io.tapedeck.connectors.*..")
                        .and(not(resideInAnyPackage(SERVERS)))
                        .and(not(resideInAPackage(CODECS))))
                .layer("codecs")
                .definedBy(CODECS)
                .layer("servers")
                .definedBy(SERVERS)
                .layer("processors")
                .definedBy(resideInAPackage("io.tapedeck.processors..")
                        .and(not(resideInAPackage("io.tapedeck.processors.builtin.."))))
                .layer("built-in processors")
                .definedBy("io.tapedeck.processors.builtin..")
                .layer("controller")
                .definedBy("io.tapedeck.controller..")
                .layer("tools")
                .definedBy("io.tapedeck.tools..")
                .whereLayer("log")
                .mayNotAccessAnyLayer()
                .whereLayer("runtime")
                .mayOnlyAccessLayers("log")
                .whereLayer("expressions")
                .mayOnlyAccessLayers("log", "runtime")
                .whereLayer("connectors api")
                .mayOnlyAccessLayers("log")
                .whereLayer("codecs")
                .mayOnlyAccessLayers("log", "connectors api")
                .whereLayer("connectors")
                .mayOnlyAccessLayers("log", "connectors api", "codecs")
                .whereLayer("servers")
                .mayNotAccessAnyLayer()
                .whereLayer("processors")
                .mayOnlyAccessLayers("log", "runtime")
                .whereLayer("built-in processors")
                .mayOnlyAccessLayers("log", "runtime", "expressions", "connectors api", "codecs")
                .whereLayer("controller")
                .mayOnlyAccessLayers("log", "runtime", "connectors api")
                .whereLayer("tools")
                .mayOnlyAccessLayers(
                        "log", "runtime", "expressions", "connectors api", "codecs", "controller", "servers")
                .check(CLASSES);
    }

    @Test
    void theLogNeedsNothingButTheJdk() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.tapedeck.log..")
                .and()
                .resideOutsideOfPackage("io.tapedeck.log.zstd..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.tapedeck.log..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theProcessorApiNeedsNothingButTheJdkAndTheLogsVocabulary() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.tapedeck.runtime..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.tapedeck.runtime..", "io.tapedeck.log..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theTestKitNeedsNeitherTheControllerNorACommand() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("io.tapedeck.tools.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.tapedeck.controller..", "io.tapedeck.tools.cli..", "io.tapedeck.tools.convert..")
                .check(CLASSES);
    }

    @Test
    void connectorsAndLanguagesDoNotKnowEachOther() {
        slices().matching("io.tapedeck.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(CODECS))
                .check(CLASSES);
        slices().matching("io.tapedeck.processors.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }
}
