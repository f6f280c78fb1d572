package io.micms.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.micms.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_GO_IN_CIRCLES =
            slices().matching("io.micms.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOBODYS_BUSINESS =
            classes().that().areAnnotatedWith(RestController.class).should().notBePublic();

    /** What is kept about somebody must not depend on how they came in, nor on what is done with it. */
    @ArchTest
    static final ArchRule SESSIONS_ARE_AT_THE_BOTTOM = noClasses()
            .that()
            .resideInAPackage("io.micms.gateway.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micms.gateway.tokens..",
                    "io.micms.gateway.login..",
                    "io.micms.gateway.routing..",
                    "io.micms.gateway.security..");
}
