package id.kuota.persistence;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What may know what in the persistence. Each rule says why it is there and how to mend a breach.
 */
@AnalyzeClasses(packages = "id.kuota.persistence", importOptions = ArchitectureTest.MainCode.class)
final class ArchitectureTest {

  /** Actors and the facade, but not the messages and ports that are declared inside them. */
  private static final String ACTORS =
      "id\\.kuota\\.engine\\..*(Entity|Batcher|Waker|Engine|EngineActors)";

  private static final String RULES = "id\\.kuota\\.engine\\..*\\.(Order|Quota|Sale)";

  private static final String BEFORE_THE_FACT =
      "id\\.kuota\\.engine\\..*(Command|Request|Answer|State|Refusal)(\\$.*)?";

  @ArchTest
  static final ArchRule persistenceAsksNoActor =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAPackage("id.kuota.engine..").and(nameMatching(ACTORS)))
          .because(
              "the journal must be readable without a running system; take events, ids and messages"
                  + " from the engine, and let http bring the two together");

  @ArchTest
  static final ArchRule persistenceDecidesNothing =
      noClasses()
          .should()
          .dependOnClassesThat(nameMatching(RULES))
          .because(
              "a rule that is applied in two places will differ in one; read the outcome from the"
                  + " event, and if it is not there, put it there");

  @ArchTest
  static final ArchRule readModelsKnowFactsOnly =
      noClasses()
          .that()
          .resideInAnyPackage("..persistence.projection..", "..persistence.readmodel..")
          .should()
          .dependOnClassesThat(nameMatching(BEFORE_THE_FACT))
          .allowEmptyShould(true)
          .because(
              "a read model is made of events alone, or it cannot be rebuilt from the journal; put"
                  + " what is missing into the event");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices()
          .matching("id.kuota.persistence.(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because(
              "two packages that know each other are one package; turn one of the two arrows round"
                  + " with an interface, or join them");

  /** Leaves the tests out, in whichever folder the build puts them. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }
}
