package io.micms.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.micms.platform.testing.StructureRules;

@AnalyzeClasses(packages = "io.micms.auth", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule CONTROLLERS = StructureRules.CONTROLLERS_LIVE_IN_WEB;

    @ArchTest
    static final ArchRule KAFKA = StructureRules.ONLY_MESSAGING_KNOWS_KAFKA;

    @ArchTest
    static final ArchRule WIRE_TYPES = StructureRules.WIRE_TYPES_STAY_IN_MESSAGING;

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_GO_IN_CIRCLES =
            slices().matching("io.micms.auth.(*)..").should().beFreeOfCycles();

    /** Whoever may sign in, and which systems may call, is decided without knowing how tokens are made. */
    @ArchTest
    static final ArchRule TOKENS_ARE_ON_TOP = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.micms.auth.people..",
                    "io.micms.auth.clients..",
                    "io.micms.auth.keys..",
                    "io.micms.auth.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micms.auth.tokens..");
}
