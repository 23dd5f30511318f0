package id.kuota.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what in load and benchmark. Each rule says why and how to mend a breach. */
@AnalyzeClasses(
    packages = {"id.kuota.load", "id.kuota.bench"},
    importOptions = ArchitectureTest.MainCode.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule loadKnowsTheServerByHttpOnly =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "id.kuota.engine..",
              "id.kuota.persistence..",
              "id.kuota.http..",
              "id.kuota.bench..",
              "org.apache.pekko..",
              "java.sql..",
              "com.zaxxer.hikari..")
          .because(
              "a ledger that shares code with the server shares its mistakes; write down what came"
                  + " over HTTP, and read it from there");

  @ArchTest
  static final ArchRule resultsAreWhatTheyAre =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.bench.result..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("id.kuota.bench.(measure|surroundings|report)..", "com.fasterxml..")
          .because(
              "the JSON file is made of these records as they are; keep measuring and printing out"
                  + " of them");

  @ArchTest
  static final ArchRule partsOfTheBenchmarkFormNoCircle =
      slices()
          .matching("id.kuota.bench.(*)..")
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
