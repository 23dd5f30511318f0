package id.kuota.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what in the simulation. Each rule says why and how to mend a breach. */
@AnalyzeClasses(packages = "id.kuota.simulation", importOptions = ArchitectureTest.MainCode.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule theAuditorHasNoneOfTheRules =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.simulation.audit..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "id\\.kuota\\.engine\\..*\\.(Order|Quota|Cart|Ticket|Sale)(State|Entity)")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "id\\.kuota\\.engine\\.(order\\.(Order|Payments|Refunds)|quota\\.Quota|cart\\.Cart"
                  + "|ticket\\.Ticket|sale\\.Sale)")
          .because(
              "an auditor that shares rules with the engine shares its mistakes; read events and"
                  + " answers, and keep books of your own");

  @ArchTest
  static final ArchRule theWorldKnowsNothingOfKuota =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.simulation.(world|plan)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("id.kuota.engine..")
          .because("time, chance and plans are the same whatever is simulated; move it out");

  @ArchTest
  static final ArchRule partsFormNoCircle =
      slices()
          .matching("id.kuota.simulation.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "two packages that know each other are one package; join them, or cut one arrow");

  /** Leaves the tests out, in whichever folder the build puts them. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }
}
