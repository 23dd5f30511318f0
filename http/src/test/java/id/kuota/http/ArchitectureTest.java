package id.kuota.http;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What may know what at the edge. Each rule says why it is there and how to mend a breach. */
@AnalyzeClasses(packages = "id.kuota.http", importOptions = ArchitectureTest.MainCode.class)
final class ArchitectureTest {

  /**
   * Puts a node together from engine, persistence and edge; the rest of the edge is put together.
   */
  private static final DescribedPredicate<JavaClass> WIRING =
      resideInAnyPackage("id.kuota.http.node..", "id.kuota.http.cli..")
          .or(nameMatching("id\\.kuota\\.http\\.Main"));

  private static final DescribedPredicate<JavaClass> EDGE =
      describe("are not wiring", type -> !WIRING.test(type));

  private static final Set<String> BLOCKING =
      Set.of(
          "Thread.sleep",
          "Thread.join",
          "CompletableFuture.get",
          "CompletableFuture.join",
          "Future.get",
          "CountDownLatch.await",
          "Semaphore.acquire",
          "BlockingQueue.take",
          "BlockingQueue.put");

  @ArchTest
  static final ArchRule edgeSpeaksInCommandsAndViews =
      noClasses()
          .should()
          .dependOnClassesThat(
              nameMatching(
                  "id\\.kuota\\.engine\\..*(Entity|Batcher|State|Event|EngineActors)(\\$.*)?"))
          .because(
              "what the edge knows it will show, and what it shows it can never remove; use the"
                  + " facade Engine with its commands, views and refusals");

  @ArchTest
  static final ArchRule edgeReadsReadModelsOnly =
      noClasses()
          .that(EDGE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "id.kuota.persistence.journal..",
                  "id.kuota.persistence.projection..",
                  "id.kuota.persistence.database..",
                  "java.sql..",
                  "javax.sql..",
                  "com.zaxxer.hikari..",
                  "org.flywaydb.."))
          .because(
              "a request must not depend on how things are stored; put the question into a read"
                  + " model or a report of the persistence and ask that");

  @ArchTest
  static final ArchRule handlersNeverBlock =
      noClasses()
          .that(EDGE)
          .and(
              describe(
                  "are not the exporter of traces, which waits for its thread at the node's end",
                  type -> !type.getSimpleName().equals("OtlpExporter")))
          .should()
          .accessTargetWhere(blocks())
          .because(
              "a handler that waits holds a thread that serves everyone; return the CompletionStage"
                  + " and go on in thenApply, where resultNow() gives what is known to be done");

  @ArchTest
  static final ArchRule nothingKnowsTheCommands =
      noClasses()
          .that()
          .resideOutsideOfPackage("id.kuota.http.cli..")
          .and(describe("are not Main", type -> !simpleName("Main").test(type)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("id.kuota.http.cli..")
          .because(
              "a command is what a person types and stands on top; move what both need below it");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices()
          .matching("id.kuota.http.(**)")
          .should()
          .beFreeOfCycles()
          .because(
              "two packages that know each other are one package; turn one of the two arrows round"
                  + " with an interface, or join them");

  @ArchTest
  static final ArchRule productionDoesWithoutTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackage("id.kuota.http.payment.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("id.kuota.http.payment.simulator..")
          .because(
              "production's jar does not contain the payment simulator; ask PaymentSimulator.find()");

  private static DescribedPredicate<JavaAccess<?>> blocks() {
    return describe(
        "blocks the thread",
        access ->
            BLOCKING.contains(
                access.getTargetOwner().getSimpleName() + "." + access.getTarget().getName()));
  }

  /** Leaves the tests out, in whichever folder the build puts them. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }
}
