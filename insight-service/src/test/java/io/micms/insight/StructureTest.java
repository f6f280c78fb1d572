package io.micms.insight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.micms.platform.testing.StructureRules;

@AnalyzeClasses(packages = "io.micms.insight", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule controllersLiveInWeb = StructureRules.CONTROLLERS_LIVE_IN_WEB;

    @ArchTest
    static final ArchRule wireTypesStayInMessaging = StructureRules.WIRE_TYPES_STAY_IN_MESSAGING;

    @ArchTest
    static final ArchRule onlyMessagingKnowsKafka = StructureRules.ONLY_MESSAGING_KNOWS_KAFKA;

    @ArchTest
    static final ArchRule factsKnowNothingOfWhatIsMadeOfThem = noClasses()
            .that()
            .resideInAPackage("io.micms.insight.facts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micms.insight.dashboard..",
                    "io.micms.insight.figures..",
                    "io.micms.insight.people..",
                    "io.micms.insight.performance..",
                    "io.micms.insight.questions..",
                    "io.micms.insight.suggestions..");

    /** Figures are computed; words are made of them, never the other way round. */
    @ArchTest
    static final ArchRule figuresKnowNothingOfWords = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.micms.insight.facts..",
                    "io.micms.insight.dashboard..",
                    "io.micms.insight.figures..",
                    "io.micms.insight.people..",
                    "io.micms.insight.performance..",
                    "io.micms.insight.questions..",
                    "io.micms.insight.suggestions..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micms.insight.ai..",
                    "io.micms.insight.asking..",
                    "io.micms.insight.assistants..",
                    "io.micms.insight.drafts..",
                    "io.micms.insight.neighbours..",
                    "io.micms.insight.personal..",
                    "io.micms.insight.settings..",
                    "io.micms.insight.wording..");
}
