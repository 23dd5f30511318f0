package id.kuota.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.Ticket;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEligibility;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketState;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.reconciliation.EntityNumbers;
import id.kuota.persistence.reconciliation.Reconciliation;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The number of people inside, against a model that knows nothing of the projection: thousands of
 * random passages, uploads that come late and twice, annulments, conflicts and void tickets, as the
 * rules of the ticket decide them, in batches of every size.
 */
final class PeopleInsideIT {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final SaleId SALE = new SaleId("concert");
  private static final TicketOrigin ORIGIN = new TicketOrigin("ord_1", SALE, new OfferId("cat1"));
  private static final List<EntryList> LISTS =
      List.of(
          EntryList.forAll("once", Reentry.NEVER),
          EntryList.forAll("main", Reentry.AFTER_EXIT),
          EntryList.forAll("park", Reentry.ALWAYS),
          new EntryList("lounge", List.of(new OfferId("vip")), Reentry.AFTER_EXIT));
  private static final int TICKETS = 40;
  private static final int STEPS = 2_000;

  private final SalesDatabase database = new SalesDatabase();
  private final Map<TicketId, TicketState> states = new HashMap<>();
  private final Map<TicketId, List<TicketEvent>> journals = new HashMap<>();
  private final List<Scan> scans = new ArrayList<>();
  private int conflicts;

  @AfterEach
  void stop() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7355, 20261121})
  void isWhatAModelSaysAfterAnyPassages(long seed) throws SQLException {
    var random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      act(random, NOON.plusSeconds(step * 2L));
      if (random.nextInt(200) == 0) compare(1 + random.nextInt(50));
    }
    compare(2_000);
    assertThat(conflicts).as("conflicts that were tried").isGreaterThan(100);

    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
    assertThat(counted()).as("after a rebuild").isEqualTo(expected());
    assertThat(
            new Reconciliation(database.source(), Clock.systemUTC())
                .run(EntityNumbers.NONE)
                .differences()
                .kept())
        .extracting(difference -> difference.subject() + ": " + difference.detail())
        .filteredOn(text -> text.contains("inside"))
        .isEmpty();
    database.execute("UPDATE sales.gate_inside SET inside = inside + 1 WHERE list_id = 'main'");
    assertThat(
            new Reconciliation(database.source(), Clock.systemUTC())
                .run(EntityNumbers.NONE)
                .differences()
                .kept())
        .extracting(difference -> difference.subject())
        .anyMatch(subject -> subject.startsWith("people inside by gate"));
  }

  private void act(Random random, Instant now) throws SQLException {
    TicketId ticket = TicketId.of("ord_1", 1 + random.nextInt(TICKETS));
    int what = random.nextInt(100);
    if (what < 50)
      tell(ticket, passage(random, scan(random, now, now), GatePassage.Mode.ONLINE), now);
    else if (what < 80)
      tell(
          ticket,
          passage(random, scan(random, late(random, now), now), GatePassage.Mode.OFFLINE),
          now);
    else if (what < 84 && !scans.isEmpty()) {
      // The same upload once more: it has its answer and writes nothing.
      tell(
          ticket,
          passage(random, scans.get(random.nextInt(scans.size())), GatePassage.Mode.OFFLINE),
          now);
    } else if (what < 88)
      tell(ticket, passage(random, scan(random, now, now), GatePassage.Mode.FORCED), now);
    else if (what < 97) annul(ticket, random, now);
    else if (what < 99) tell(ticket, new TicketCommand.ReissueTicket(1, "holder"), now);
    else if (random.nextInt(4) == 0)
      tell(ticket, new TicketCommand.VoidTicket("refunded", "operator"), now);
  }

  /** Up to an hour late, and now and then by a clock that is ahead. */
  private static Instant late(Random random, Instant now) {
    return random.nextInt(10) == 0
        ? now.plusSeconds(random.nextInt(86_400))
        : now.minusSeconds(random.nextInt(600)).plusNanos(random.nextInt(1_000_000));
  }

  private Scan scan(Random random, Instant at, Instant now) {
    String gate = List.of("north", "south", "east").get(random.nextInt(3));
    String list = LISTS.get(random.nextInt(LISTS.size())).id();
    String nonce = "n" + scans.size() + "-" + now.getEpochSecond();
    var scan = new Scan(nonce, new GateId("concert." + gate), "device", list, at);
    scans.add(scan);
    return scan;
  }

  private static TicketCommand passage(Random random, Scan scan, GatePassage.Mode mode) {
    if (random.nextInt(3) == 0 && mode != GatePassage.Mode.FORCED)
      return new TicketCommand.CheckOut(scan, mode);
    EntryList list =
        LISTS.stream().filter(one -> one.id().equals(scan.list())).findFirst().orElseThrow();
    return new TicketCommand.CheckIn(
        scan, 1, list, mode, mode == GatePassage.Mode.FORCED ? "guest" : "");
  }

  private void annul(TicketId ticket, Random random, Instant now) throws SQLException {
    List<Scan> passed =
        journals.getOrDefault(ticket, List.of()).stream()
            .<Scan>mapMulti(
                (event, next) -> {
                  if (event instanceof TicketEvent.TicketCheckedIn in) next.accept(in.scan());
                  if (event instanceof TicketEvent.TicketCheckedOut out) next.accept(out.scan());
                })
            .toList();
    if (passed.isEmpty()) return;
    Scan one = passed.get(Math.max(0, passed.size() - 1 - random.nextInt(4)));
    tell(ticket, new TicketCommand.AnnulPassage(one.nonce(), one.device()), now);
  }

  /** As the entity does: what the rules accept is written. */
  private void tell(TicketId ticket, TicketCommand command, Instant now) throws SQLException {
    if (!states.containsKey(ticket)) {
      write(ticket, Ticket.issue(ticket, new TicketEligibility.Paid(ORIGIN), now));
    }
    if (Ticket.decide(state(ticket), command, now)
        instanceof Decision.Accepted<TicketEvent, ?>(var events)) {
      for (TicketEvent event : events) write(ticket, event);
    }
  }

  private TicketState state(TicketId ticket) {
    return states.getOrDefault(ticket, new TicketState.Absent());
  }

  private void write(TicketId ticket, TicketEvent event) throws SQLException {
    states.put(ticket, Ticket.evolve(state(ticket), event));
    journals.computeIfAbsent(ticket, id -> new ArrayList<>()).add(event);
    database.journal().write("Ticket|" + ticket, event);
    if (event instanceof TicketEvent.ConflictFound) conflicts++;
  }

  private void compare(int batch) throws SQLException {
    ProjectionBatch steps = database.steps(batch);
    while (steps.run() == ProjectionBatch.Outcome.MORE) {}
    assertThat(counted()).isEqualTo(expected());
    assertThat(database.rows("SELECT 1 FROM sales.gate_inside WHERE inside < 0")).isEmpty();
  }

  private Map<String, Long> counted() {
    return new GateReports(database.source(), Clock.systemUTC())
        .of(SALE).gates().stream()
            .collect(
                Collectors.groupingBy(
                    GateReports.GateCount::list, TreeMap::new, insideOfAllGates()));
  }

  private static java.util.stream.Collector<GateReports.GateCount, ?, Long> insideOfAllGates() {
    return Collectors.summingLong(GateReports.GateCount::inside);
  }

  /**
   * One for the ticket whose last plain passage is an entry, and each conflict that has not left.
   */
  private Map<String, Long> expected() {
    var inside = new TreeMap<String, Long>();
    for (List<TicketEvent> journal : journals.values()) {
      for (EntryList list : LISTS) {
        long people = people(journal, list.id());
        if (people >= 0) inside.merge(list.id(), people, Long::sum);
      }
    }
    return inside;
  }

  private record Moment(Instant at, boolean entry, boolean conflict) {}

  /** Written down once more, in another way than the product's; -1 if the list saw no passage. */
  private static long people(List<TicketEvent> journal, String list) {
    var gone = new ArrayList<String>();
    var doubtful = new ArrayList<String>();
    for (TicketEvent event : journal) {
      if (event instanceof TicketEvent.PassageAnnulled back) gone.add(back.scan().nonce());
      if (event instanceof TicketEvent.ConflictFound found) doubtful.add(found.later().nonce());
    }
    var moments = new ArrayList<Moment>();
    boolean seen = false;
    for (TicketEvent event : journal) {
      Scan scan =
          event instanceof TicketEvent.TicketCheckedIn in
              ? in.scan()
              : event instanceof TicketEvent.TicketCheckedOut out ? out.scan() : null;
      if (scan == null || !scan.list().equals(list)) continue;
      seen = true;
      if (gone.contains(scan.nonce())) continue;
      long micros = Math.min(micros(scan.at()), micros(event.at()));
      boolean entry = event instanceof TicketEvent.TicketCheckedIn;
      moments.add(
          new Moment(
              Instant.EPOCH.plusNanos(micros * 1_000), entry, doubtful.contains(scan.nonce())));
    }
    if (!seen) return -1;
    moments.sort(Comparator.comparing(Moment::at));
    long holder = 0;
    long others = 0;
    for (Moment moment : moments) {
      if (moment.entry() && moment.conflict()) others++;
      else if (moment.entry()) holder = 1;
      else if (holder == 1) holder = 0;
      else others = Math.max(0, others - 1);
    }
    return holder + others;
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }
}
