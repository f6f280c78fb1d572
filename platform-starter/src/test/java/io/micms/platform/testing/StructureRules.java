package io.micms.platform.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

/** Structure that holds in every service. ArchUnit fails a rule that matches nothing, so none can go stale unseen. */
public final class StructureRules {

    private StructureRules() {}

    /** Controllers are a feature's outermost part: they live in its {@code web} package and nobody calls them. */
    public static final ArchRule CONTROLLERS_LIVE_IN_WEB = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAPackage("..web..")
            .andShould()
            .notBePublic();

    /** What is on the wire is known to {@code messaging} alone. */
    public static final ArchRule WIRE_TYPES_STAY_IN_MESSAGING = classes()
            .that()
            .resideInAPackage("io.micms..messaging..")
            .and()
            .haveSimpleNameEndingWith("Message")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("io.micms..messaging..");

    /** Only {@code messaging} and the platform know Kafka. */
    public static final ArchRule ONLY_MESSAGING_KNOWS_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.micms..")
            .and()
            .resideOutsideOfPackages("..messaging..", "io.micms.platform..", "io.micms.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");
}
