package io.micms.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.micms.platform.testing.StructureRules;

@AnalyzeClasses(packages = "io.micms.campaign", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule CONTROLLERS_LIVE_IN_WEB = StructureRules.CONTROLLERS_LIVE_IN_WEB;

    @ArchTest
    static final ArchRule ONLY_MESSAGING_KNOWS_KAFKA = StructureRules.ONLY_MESSAGING_KNOWS_KAFKA;

    @ArchTest
    static final ArchRule WIRE_TYPES_STAY_IN_MESSAGING = StructureRules.WIRE_TYPES_STAY_IN_MESSAGING;

    /** profiles → segments → campaigns → delivery → communications, and never back. */
    @ArchTest
    static final ArchRule FEATURES_FORM_A_LINE = SlicesRuleDefinition.slices()
            .matching("io.micms.campaign.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule RULES_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("..campaign.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..");
}
