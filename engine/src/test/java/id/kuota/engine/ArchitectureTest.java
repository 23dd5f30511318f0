package id.kuota.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What may know what in the engine. Each rule says why it is there and how to mend a breach. */
@AnalyzeClasses(packages = "id.kuota.engine", importOptions = ArchitectureTest.MainCode.class)
final class ArchitectureTest {

  /**
   * Which concept may know which. A new package is written here first: its arrows are a decision,
   * and never one that closes a circle.
   */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("telemetry", Set.of()),
          Map.entry("entity", Set.of("telemetry")),
          Map.entry("pricing", Set.of()),
          Map.entry("payment", Set.of()),
          Map.entry("waitingroom", Set.of()),
          Map.entry("ratelimit", Set.of()),
          Map.entry(
              "cart",
              Set.of("entity", "order", "payment", "pricing", "quota", "sale", "telemetry")),
          Map.entry("device", Set.of("entity", "sale", "telemetry")),
          Map.entry("ticket", Set.of("entity", "sale", "telemetry")),
          Map.entry("quota", Set.of("entity", "telemetry")),
          Map.entry("sale", Set.of("entity", "pricing", "quota", "telemetry")),
          Map.entry(
              "order",
              Set.of("entity", "payment", "pricing", "quota", "sale", "telemetry", "ticket")));

  private static final Set<String> WALL_CLOCK =
      Set.of(
          "Instant.now",
          "LocalDate.now",
          "LocalDateTime.now",
          "ZonedDateTime.now",
          "OffsetDateTime.now",
          "System.currentTimeMillis",
          "Clock.systemUTC",
          "Clock.systemDefaultZone",
          "Clock.system");

  private static final Set<String> TIME_OR_CHANCE =
      Set.of(
          "System.nanoTime",
          "UUID.randomUUID",
          "Math.random",
          "ThreadLocalRandom.current",
          "Random.<init>",
          "SecureRandom.<init>",
          "SplittableRandom.<init>",
          "RandomGenerator.getDefault");

  private static final Set<String> BLOCKING =
      Set.of(
          "Thread.sleep",
          "Thread.join",
          "Object.wait",
          "CompletableFuture.get",
          "CompletableFuture.join",
          "Future.get",
          "CountDownLatch.await",
          "Semaphore.acquire",
          "BlockingQueue.take",
          "BlockingQueue.put");

  @ArchTest
  static final ArchRule engineRestsOnPekkoAndTheJdk =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "id.kuota.engine..",
                  "java..",
                  "javax.crypto..",
                  "org.apache.pekko..",
                  "scala..",
                  "com.typesafe.config..",
                  "org.slf4j..",
                  "org.jspecify..",
                  "com.github.benmanes.caffeine..",
                  "org.bouncycastle.."))
          .because(
              "the engine must run without a database, a web server or a JSON library;"
                  + " declare a port here and implement it in persistence or http");

  @ArchTest
  static final ArchRule rulesRunWithoutAnActorSystem =
      noClasses()
          .that(Shell.PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.pekko..", "com.typesafe.config..", "org.slf4j.."))
          .because(
              "rules must run in microseconds in tests, in replay and in simulation, without an"
                  + " actor system or a log; move this line to the entity and pass its result in");

  @ArchTest
  static final ArchRule scalaIsAnImplementationDetail =
      noClasses()
          .that(Shell.PURE)
          .and()
          .doNotHaveSimpleName("OpenHolds")
          .and()
          .doNotHaveSimpleName("ReturnedUnits")
          .should()
          .dependOnClassesThat(resideInAnyPackage("scala.."))
          .because(
              "Java is read here; OpenHolds and ReturnedUnits alone borrow Scala's persistent map, since copying"
                  + " a million holds for each batch is no choice; use a collection of the JDK");

  @ArchTest
  static final ArchRule timeAndChanceAreArguments =
      noClasses()
          .that(Shell.PURE)
          .should()
          .accessTargetWhere(anyOf("reads time or chance", TIME_OR_CHANCE))
          .orShould()
          .dependOnClassesThat(assignableTo(Clock.class))
          .because(
              "replay and tests must be exact; take the instant, the id or the random number as the"
                  + " last argument and let the entity read it once per message");

  @ArchTest
  static final ArchRule noClassReadsTheWallClock =
      noClasses()
          .should()
          .accessTargetWhere(anyOf("reads the wall clock", WALL_CLOCK))
          .because(
              "even the actors get the time from the java.time.Clock they were given, or a test"
                  + " cannot move it; call instant() on that clock");

  @ArchTest
  static final ArchRule noClassBlocks =
      noClasses()
          .should()
          .accessTargetWhere(anyOf("blocks the thread", BLOCKING))
          .because(
              "a blocked actor blocks every quota and order that shares its thread; use a timer, or"
                  + " pipe the result to the actor as a message");

  @ArchTest
  static final ArchRule rulesTouchNoOutsideWorld =
      noClasses()
          .that(Shell.PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.net..", "java.sql..", "java.nio.file.."))
          .because("rules work on values; read or write in a port of persistence or http");

  @ArchTest
  static final ArchRule quotasDependOnNoOtherConcept =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.engine.quota..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("id.kuota.engine.*..")
                  .and(
                      resideOutsideOfPackages(
                          "id.kuota.engine.quota..",
                          "id.kuota.engine.entity..",
                          "id.kuota.engine.telemetry..")))
          .because(
              "whatever is scarce has this one mechanism: orders today, carts, vouchers and credit"
                  + " tomorrow; know the owner of a hold by its HoldId and ask through HoldResolver");

  @ArchTest
  static final ArchRule othersSpeakToQuotasInRequestsAndAnswers =
      noClasses()
          .that(resideInAnyPackage("id.kuota.engine.*..").and(outside("quota")))
          .should()
          .dependOnClassesThat(innards("quota"))
          .because(
              "only the quota grants; use QuotaRequest, QuotaAnswer and QuotaBatchers, not its state,"
                  + " rules, events or actor");

  @ArchTest
  static final ArchRule othersSpeakToSalesInViews =
      noClasses()
          .that(resideInAnyPackage("id.kuota.engine.*..").and(outside("sale")))
          .should()
          .dependOnClassesThat(innards("sale"))
          .because("terms change while others read them; use SaleView, not its state or actor");

  @ArchTest
  static final ArchRule conceptsDoNotKnowTheFacade =
      noClasses()
          .that()
          .resideInAPackage("id.kuota.engine.*..")
          .should()
          .dependOnClassesThat(Shell.THE_FACADE)
          .because(
              "Engine puts the concepts together and so knows all of them; hand the actor the"
                  + " reference it needs when it is created");

  @ArchTest
  static final ArchRule conceptsFormNoCircle =
      slices()
          .matching("id.kuota.engine.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "two concepts that know each other are one concept; turn one of the two arrows into"
                  + " an event, an id or a port");

  @ArchTest
  static final ArchRule commercialRulesDoNotKnowSupply =
      noClasses()
          .that()
          .resideInAnyPackage("id.kuota.engine.pricing..", "id.kuota.engine.credit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("id.kuota.engine.inventory..", "id.kuota.engine.routing..")
          .because("what it costs must not change with where it lies; let them meet in events");

  @ArchTest
  static final ArchRule supplyRulesDoNotKnowCommerce =
      noClasses()
          .that()
          .resideInAnyPackage("id.kuota.engine.inventory..", "id.kuota.engine.routing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("id.kuota.engine.pricing..", "id.kuota.engine.credit..")
          .allowEmptyShould(true)
          .because("where it lies must not change with what it costs; let them meet in events");

  @ArchTest
  static void conceptsKnowOnlyWhatIsWrittenHere(JavaClasses engine) {
    var breaches = new TreeSet<String>();
    for (JavaClass from : engine) {
      concept(from)
          .ifPresent(
              concept ->
                  from.getDirectDependenciesFromSelf().stream()
                      .filter(arrow -> concept(arrow.getTargetClass()).isPresent())
                      .filter(arrow -> !allowed(concept, concept(arrow.getTargetClass()).get()))
                      .forEach(arrow -> breaches.add(arrow.getDescription())));
    }
    assertThat(breaches)
        .as(
            "A concept knows only those that ARROWS gives it, so that the picture in this file stays"
                + " true; take the arrow out, or write it into ARROWS and say why in the commit")
        .isEmpty();
  }

  @ArchTest
  static void everyExceptionIsStillNeeded(JavaClasses engine) {
    assertThat(Shell.values())
        .as("A part of the shell that no class belongs to any more; take it out of Shell")
        .allMatch(part -> engine.stream().anyMatch(part::holds));
  }

  @ArchTest
  static void familiesAreSealed(JavaClasses engine) {
    var family = Pattern.compile(".*(Command|Event|State|Request|Answer|Change|QuotaEffect)");
    List<String> open =
        engine.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(JavaClass::isInterface)
            .filter(type -> family.matcher(type.getSimpleName()).matches())
            .<Class<?>>map(JavaClass::reflect)
            .filter(type -> type != JournalEvent.class) // The family of all families.
            .filter(type -> !isClosed(type))
            .map(Class::getName)
            .toList();
    assertThat(open)
        .as(
            "Commands, events, states, requests and answers are records of a sealed interface, or"
                + " the compiler cannot list the switches that a new one concerns; seal it")
        .isEmpty();
  }

  private static boolean isClosed(Class<?> family) {
    return family.isSealed()
        && Arrays.stream(family.getPermittedSubclasses())
            .allMatch(member -> member.isRecord() || member.isEnum() || member.isSealed());
  }

  private static boolean allowed(String from, String to) {
    return from.equals(to) || ARROWS.getOrDefault(from, Set.of()).contains(to);
  }

  /** The package just below the engine's own; empty for the engine's own and for foreign types. */
  private static Optional<String> concept(JavaClass type) {
    var concept =
        Pattern.compile("id\\.kuota\\.engine\\.([a-z]+).*").matcher(type.getPackageName());
    return concept.matches() ? Optional.of(concept.group(1)) : Optional.empty();
  }

  private static DescribedPredicate<JavaClass> outside(String concept) {
    return resideOutsideOfPackages("id.kuota.engine." + concept + "..");
  }

  /** What a concept keeps to itself: its states, events, rules and actor. */
  private static DescribedPredicate<JavaClass> innards(String concept) {
    String noun = concept.substring(0, 1).toUpperCase(Locale.ROOT) + concept.substring(1);
    var name =
        Pattern.compile(
            "id\\.kuota\\.engine\\.%s\\.%s(|State|Event|Entity)(\\$.*)?".formatted(concept, noun));
    return DescribedPredicate.describe(
        "are the innards of " + concept, type -> name.matcher(type.getName()).matches());
  }

  private static DescribedPredicate<JavaAccess<?>> anyOf(String what, Set<String> targets) {
    return DescribedPredicate.describe(
        what,
        access ->
            targets.contains(
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
