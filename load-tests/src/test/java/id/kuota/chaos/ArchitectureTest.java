package id.kuota.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what in a chaos run. Each rule says why and how to mend a breach. */
@AnalyzeClasses(packages = "id.kuota.chaos", importOptions = ArchitectureTest.MainCode.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule theCheckReadsHistoriesAlone =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.chaos.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "id.kuota.engine..",
              "id.kuota.persistence..",
              "id.kuota.http..",
              "id.kuota.load..",
              "id.kuota.chaos.cluster..",
              "id.kuota.chaos.client..")
          .because(
              "a check that shares code with what it judges shares its mistakes; put what it needs"
                  + " into the history or the final state");

  @ArchTest
  static final ArchRule partsFormNoCircle =
      slices()
          .matching("id.kuota.chaos.(*)..")
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
