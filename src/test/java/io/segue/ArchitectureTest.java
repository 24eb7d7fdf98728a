package io.segue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.modulith.core.ApplicationModules;

/** What the tree promises. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.segue");

    @Test
    void packages_depend_on_earlier_ones_only() {
        ApplicationModules.of(App.class).verify();
    }

    @ParameterizedTest
    @CsvSource({
        "org.drools.., io.segue.rules.drools..",
        "org.kie.., io.segue.rules.drools..",
        "com.hazelcast.., io.segue.(population|profiles|publication).hazelcast..",
        "org.apache.poi.., io.segue.tables..",
        "org.sqlite.., io.segue.journal.jdbc..",
        "org.yaml.., io.segue.decisions..",
        "io.swagger.., io.segue.openapi..",
        "org.springdoc.., io.segue.openapi..",
        "com.github.therapi.., io.segue.openapi..",
    })
    void a_library_is_known_in_one_place_only(String library, String place) {
        noClasses()
                .that()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void facts_know_nothing_but_java() {
        noClasses()
                .that()
                .resideInAPackage("io.segue.facts..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.segue.facts..", "java..", "org.jspecify..", "org.springframework.modulith..")
                .check(CLASSES);
    }
}
