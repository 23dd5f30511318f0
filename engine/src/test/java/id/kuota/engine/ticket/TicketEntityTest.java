package id.kuota.engine.ticket;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.ticket.TicketFixtures.*;
import static id.kuota.engine.ticket.TicketFixtures.toTheLounge;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TicketEntityTest {

  /** What an order was asked. */
  private record Question(
      TicketId ticket, TicketOrigin claimed, Consumer<TicketEligibility> answer) {}

  private final EntityFixture fixture = new EntityFixture("ticket");
  private final AtomicInteger number = new AtomicInteger();
  private TestProbe<Question> orders = fixture.kit.createTestProbe();
  private TestProbe<Reply<TicketView, TicketRefused>> gate = fixture.kit.createTestProbe();
  private TestProbe<Object> shard = fixture.kit.createTestProbe();
  private TicketId id = TICKET;
  private ActorRef<TicketEntity.Message> ticket = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aNewTicketAtSeven() {
    fixture.clock.set(at("19:00"));
    orders = fixture.kit.createTestProbe();
    gate = fixture.kit.createTestProbe();
    shard = fixture.kit.createTestProbe();
    id = TicketId.of("ord_1", number.incrementAndGet());
    ticket = start();
  }

  @AfterEach
  void stop() {
    fixture.stop(ticket);
  }

  @AfterAll
  void shutDown() {
    fixture.close();
  }

  @Test
  void asksItsOrderOnceAndWritesTheFirstAdmissionWithTheIssue() {
    Scan first = scan("n1", "19:00");
    tell(checkIn(first));
    sayPaid();
    assertThat(answered().status()).isEqualTo(TicketView.Status.CHECKED_IN);
    assertThat(journal())
        .containsExactly(
            new TicketEvent.TicketIssued(id, ORIGIN, at("19:00")),
            new TicketEvent.TicketCheckedIn(
                ORIGIN, first, GatePassage.Mode.ONLINE, "", at("19:00")));

    tell(checkIn(scan("n2", "19:00")));
    assertThat(refused()).isEqualTo(new TicketRefused(TicketRefusal.ALREADY_REDEEMED, first));
    tell(checkIn(first));
    assertThat(((Reply.Answered<TicketView, TicketRefused>) gate.receiveMessage()).repeated())
        .isTrue();
    orders.expectNoMessage(Duration.ZERO);
  }

  @Test
  void ofFiftyGatesAtTheSameTimeOneAdmits() {
    for (int i = 0; i < 50; i++) {
      var gateId = new GateId("coldplay.gate-" + i);
      tell(checkIn(new Scan("n" + i, gateId, "device-" + i, VENUE, at("19:00"))));
    }
    sayPaid();
    var answers = new ArrayList<Reply<TicketView, TicketRefused>>();
    for (int i = 0; i < 50; i++) answers.add(gate.receiveMessage());

    assertThat(answers).filteredOn(Reply.Answered.class::isInstance).hasSize(1);
    assertThat(answers.subList(1, 50))
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        no ->
                            assertThat(no.reason())
                                .extracting("first.device")
                                .isEqualTo("device-0")));
    assertThat(journal()).hasSize(2);
    orders.expectNoMessage(Duration.ZERO);
  }

  @Test
  void ofTwoDoorsAtTheSameTimeOnlyThatOfItsOfferOpens() {
    Scan venue = scan("n1", "19:00");
    tell(toTheLounge("n0", GatePassage.Mode.ONLINE));
    tell(checkIn(venue));
    sayPaid();
    assertThat(refused()).isEqualTo(TicketRefused.of(TicketRefusal.PRODUCT));
    assertThat(answered().status()).isEqualTo(TicketView.Status.CHECKED_IN);
    assertThat(journal())
        .containsExactly(
            new TicketEvent.TicketIssued(id, ORIGIN, at("19:00")),
            new TicketEvent.TicketCheckedIn(
                ORIGIN, venue, GatePassage.Mode.ONLINE, "", at("19:00")));
  }

  @ParameterizedTest
  @EnumSource(
      value = TicketRefusal.class,
      names = {"UNPAID", "CANCELED", "INVALID", "UNANSWERED"})
  void whatTheOrderDeniesLeavesNoTraceAndIsAskedAnew(TicketRefusal reason) {
    tell(checkIn(scan("n1", "19:00")));
    asked().answer().accept(new TicketEligibility.No(reason));
    assertThat(refused()).isEqualTo(TicketRefused.of(reason));
    assertThat(journal()).isEmpty();

    tell(checkIn(scan("n1", "19:00")));
    sayPaid();
    assertThat(answered().status()).isEqualTo(TicketView.Status.CHECKED_IN);
  }

  @Test
  void aTicketWhoseMoneyHasLeftIsVoidFromTheFirstWordOfItsOrderOn() {
    tell(checkIn(scan("n1", "19:00")));
    asked().answer().accept(new TicketEligibility.ToVoid(ORIGIN, "its money has left"));
    assertThat(refused()).isEqualTo(TicketRefused.of(TicketRefusal.REVOKED));
    assertThat(journal())
        .containsExactly(
            new TicketEvent.TicketIssued(id, ORIGIN, at("19:00")),
            new TicketEvent.TicketVoided(ORIGIN, "its money has left", "order", at("19:00")));

    tell(new TicketCommand.VoidTicket("again", "gateway"));
    assertThat(answered().status()).isEqualTo(TicketView.Status.VOID);
    assertThat(journal()).hasSize(2);
  }

  @Test
  void aScanThatCausesNothingIssuesNothing() {
    tell(annul("n1"));
    sayPaid();
    assertThat(refused().reason()).isEqualTo(TicketRefusal.PASSAGE_UNKNOWN);
    assertThat(journal()).isEmpty();
  }

  @Test
  void remembersAfterACrash() {
    tell(checkIn(scan("n1", "19:00")));
    sayPaid();
    answered();
    restart();
    tell(checkIn(scan("n2", "19:05")));
    assertThat(refused().reason()).isEqualTo(TicketRefusal.ALREADY_REDEEMED);
    orders.expectNoMessage(Duration.ZERO);
    assertThat(fixture.ask(ticket, TicketEntity.Look::new).view())
        .get()
        .returns(1, TicketView::generation);
  }

  @Test
  void anUnusedTicketHasNothingToShow() {
    assertThat(
            fixture
                .<TicketEntity.Message, TicketEntity.Looked>ask(ticket, TicketEntity.Look::new)
                .view())
        .isEmpty();
    orders.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aFailingJournalAdmitsNoOneAndTheScanIsRetried() {
    tell(checkIn(scan("n1", "19:00")));
    fixture.journal.failNextPersisted("Ticket|" + id);
    Question question = asked();
    question.answer().accept(new TicketEligibility.Paid(ORIGIN));
    assertThat(
            fixture
                .<TicketEntity.Message, TicketEntity.Looked>askPatiently(
                    ticket, TicketEntity.Look::new)
                .view())
        .isEmpty();
    gate.expectNoMessage(Duration.ZERO);

    tell(checkIn(scan("n1", "19:00")));
    sayPaid();
    answered();
    question.answer().accept(new TicketEligibility.Paid(ORIGIN));
    question.answer().accept(new TicketEligibility.No(TicketRefusal.CANCELED));
    assertThat(fixture.ask(ticket, TicketEntity.Look::new).view()).isPresent();
    assertThat(journal()).as("a word that comes late changes nothing").hasSize(2);
  }

  @Test
  void onlySoManyWaitForTheWordOfTheOrder() {
    for (int i = 0; i < Limits.TICKET_WAITING_MAX; i++) tell(checkIn(scan("n" + i, "19:00")));
    tell(checkIn(scan("one too many", "19:00")));
    assertThat(refused().reason()).isEqualTo(TicketRefusal.OVERLOADED);
    sayPaid();
    assertThat(answered().status()).isEqualTo(TicketView.Status.CHECKED_IN);
  }

  @Test
  void passivatesWhenIdleButNotWhileAScanWaits() {
    tell(checkIn(scan("n1", "19:00")));
    asked();
    fixture.pass(Limits.SHORT_LIVED_IDLE.multipliedBy(2));
    fixture.<TicketEntity.Message, TicketEntity.Looked>ask(ticket, TicketEntity.Look::new);
    shard.expectNoMessage(Duration.ZERO);
    restart();
    assertThat(fixture.passUntilTold(Limits.SHORT_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
  }

  @Test
  void aStopAnswersTheWaitingScansFirst() {
    tell(checkIn(scan("n1", "19:00")));
    Question question = asked();
    fixture.tellToStop(ticket);
    fixture.<TicketEntity.Message, TicketEntity.Looked>ask(ticket, TicketEntity.Look::new);
    question.answer().accept(new TicketEligibility.Paid(ORIGIN));
    assertThat(answered().status()).isEqualTo(TicketView.Status.CHECKED_IN);
    fixture.passUntilEnd(ticket);
  }

  private ActorRef<TicketEntity.Message> start() {
    OrderLookup words =
        (asked, claimed, replyTo) -> orders.ref().tell(new Question(asked, claimed, replyTo));
    return fixture.start(
        id.value(), TicketEntity.KIND, shard, self -> new TicketEntity(id, self, words));
  }

  private void restart() {
    fixture.stop(ticket);
    ticket = start();
  }

  private void tell(TicketCommand command) {
    ticket.tell(new TicketEntity.Ask(ORIGIN, command, gate.ref()));
  }

  private Question asked() {
    Question question = orders.receiveMessage();
    assertThat(question).returns(id, Question::ticket).returns(ORIGIN, Question::claimed);
    return question;
  }

  private void sayPaid() {
    asked().answer().accept(new TicketEligibility.Paid(ORIGIN));
  }

  private TicketView answered() {
    return switch (gate.receiveMessage()) {
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) -> view;
      case Reply.Refused<TicketView, TicketRefused>(var reason) ->
          throw new AssertionError("refused: " + reason);
    };
  }

  private TicketRefused refused() {
    return switch (gate.receiveMessage()) {
      case Reply.Refused<TicketView, TicketRefused>(var reason) -> reason;
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) ->
          throw new AssertionError("answered: " + view);
    };
  }

  private List<Object> journal() {
    return fixture.journalOf("Ticket|" + id);
  }
}
