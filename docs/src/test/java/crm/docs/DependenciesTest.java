package crm.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class DependenciesTest {

    /** The core's packages; each may import only those before it. */
    private static final List<String> CORE = List.of(
            "model",
            "configuration",
            "state",
            "transition",
            "journal",
            "policy",
            "alert",
            "status",
            "control",
            "port",
            "coordination");

    private static final List<String> ADAPTERS = List.of("membership", "fencing", "agent", "display", "printer", "cli");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("crm");

    @Test
    void theCoresPackagesLookBackOnly() {
        for (int i = 0; i < CORE.size(); i++) {
            for (String later : CORE.subList(i + 1, CORE.size())) {
                noClasses()
                        .that()
                        .resideInAPackage("crm." + CORE.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("crm." + later + "..")
                        .check(classes);
            }
        }
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        for (String one : ADAPTERS) {
            for (String other : ADAPTERS) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("crm." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("crm." + other + "..")
                            .check(classes);
                }
            }
        }
    }

    @Test
    void onlyTheDemoKnowsTheDaemonAndNobodyKnowsTheDemo() {
        noClasses()
                .that()
                .resideOutsideOfPackages("crm.node..", "crm.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("crm.node..", "crm.demo..")
                .check(classes);
    }

    @Test
    void driversDoNotKnowTheEmulatorsTheyAreTestedAgainst() {
        noClasses()
                .that()
                .resideOutsideOfPackages("crm.emulator..", "crm.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("crm.emulator..")
                .check(classes);
    }
}
