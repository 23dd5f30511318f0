package id.kuota.engine.sale;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.sale.SaleFixtures.TIA;
import static id.kuota.engine.sale.SaleFixtures.lists;
import static id.kuota.engine.sale.SaleFixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SaleEntityTest {

  private final EntityFixture fixture = new EntityFixture("sale");
  private final AtomicInteger number = new AtomicInteger();
  private TestProbe<QuotaBatcher.Message> quotas = fixture.kit.createTestProbe();
  private TestProbe<Reply<SaleView, SaleRefusal>> tia = fixture.kit.createTestProbe();
  private TestProbe<Object> shard = fixture.kit.createTestProbe();
  private SaleId id = SaleFixtures.SALE;
  private ActorRef<SaleEntity.Message> sale = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aNewSaleAtEight() {
    fixture.clock.set(at("08:00"));
    quotas = fixture.kit.createTestProbe();
    tia = fixture.kit.createTestProbe();
    shard = fixture.kit.createTestProbe();
    id = new SaleId("sale-" + number.incrementAndGet());
    sale = start();
  }

  @AfterEach
  void stop() {
    fixture.stop(sale);
  }

  @AfterAll
  void shutDown() {
    fixture.close();
  }

  @Test
  void opensItsQuotasAndAnswersWhenAllHaveTheirCapacity() {
    tell(setTerms());
    QuotaBatcher.Submit first = submitted();
    QuotaBatcher.Submit second = submitted();
    assertThat(first)
        .returns(quota("cat-1"), QuotaBatcher.Submit::quota)
        .returns(new QuotaRequest.OpenQuota(100, "sale " + id), QuotaBatcher.Submit::request);
    assertThat(second.quota()).isEqualTo(quota("house"));
    answer(first, new QuotaAnswer.CapacityIs(100));
    look();
    tia.expectNoMessage(Duration.ZERO);
    answer(second, new QuotaAnswer.CapacityIs(150));
    assertThat(answered(tia.receiveMessage()))
        .returns(1L, SaleView::revision)
        .returns(SaleView.Phase.PLANNED, SaleView::phase)
        .returns(terms(), SaleView::terms);
    assertThat(journal())
        .containsExactly(
            new SaleEvent.SaleTermsSet(id, terms(), TIA, at("08:00")),
            new SaleEvent.SaleQuotaOpened(id, "cat-1", at("08:00")),
            new SaleEvent.SaleQuotaOpened(id, "house", at("08:00")));
  }

  @Test
  void aQuotaThatDoesNotAnswerIsAskedAgainAndTheOthersAreNot() {
    tell(setTerms());
    QuotaBatcher.Submit first = submitted();
    QuotaBatcher.Submit second = submitted();
    answer(first, new QuotaAnswer.CapacityIs(100));
    answer(second, new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0));
    look();
    fixture.pass(Limits.EFFECT_RETRY_MIN);
    QuotaBatcher.Submit again = submitted();
    assertThat(again.quota()).isEqualTo(quota("house"));
    look();
    fixture.pass(Limits.EFFECT_RETRY_MIN.multipliedBy(2));
    answer(submitted(), new QuotaAnswer.CapacityIs(150));
    answered(tia.receiveMessage());
    answer(again, new QuotaAnswer.CapacityIs(150));
    fixture.pass(Limits.EFFECT_RETRY_MAX);
    look();
    quotas.expectNoMessage(Duration.ZERO);
    assertThat(journal()).hasSize(3);
  }

  @Test
  void aQuotaThatHasAnotherCapacityByNowIsOpenToo() {
    tell(setTerms());
    answer(submitted(), new QuotaAnswer.CapacityIs(70));
    answer(submitted(), new QuotaAnswer.CapacityIs(80));
    answered(tia.receiveMessage());
  }

  @Test
  void aStopAwaitsTheOpeningOfTheQuotas() {
    tell(setTerms());
    QuotaBatcher.Submit first = submitted();
    QuotaBatcher.Submit second = submitted();
    fixture.tellToStop(sale);
    look();
    answer(first, new QuotaAnswer.CapacityIs(100));
    answer(second, new QuotaAnswer.CapacityIs(150));
    answered(tia.receiveMessage());
    fixture.passUntilEnd(sale);
    assertThat(journal()).hasSize(3);
  }

  @Test
  void goesOnOpeningItsQuotasAfterACrash() {
    tell(setTerms());
    answer(submitted(), new QuotaAnswer.CapacityIs(100));
    submitted();
    look();
    restart();
    QuotaBatcher.Submit again = submitted();
    assertThat(again.quota()).isEqualTo(quota("house"));
    answer(again, new QuotaAnswer.CapacityIs(150));
    look();
    restart();
    look();
    quotas.expectNoMessage(Duration.ZERO);
    assertThat(answered(look()).terms()).isEqualTo(terms());
  }

  @Test
  void itsListsAreThereAfterARestartAlsoIfTheyWereSetWhenItWasClosed() {
    ready();
    tell(new SaleCommand.CloseSale(TIA));
    answered(tia.receiveMessage());
    tell(new SaleCommand.SetLists(lists("cat-1"), OptionalLong.of(2), TIA));
    assertThat(answered(tia.receiveMessage()).lists()).isEqualTo(lists("cat-1"));
    restart();
    assertThat(answered(look()))
        .returns(lists("cat-1"), SaleView::lists)
        .returns(SaleView.Phase.CLOSED, SaleView::phase)
        .returns(3L, SaleView::revision);
  }

  @Test
  void anotherChangeIsAnsweredAtOnceWhenAllIsOpen() {
    ready();
    fixture.clock.set(at("09:00"));
    tell(new SaleCommand.OpenSale(TIA));
    assertThat(answered(tia.receiveMessage())).returns(SaleView.Phase.OPEN, SaleView::phase);
    assertThat(journal().getLast()).isEqualTo(new SaleEvent.SaleOpened(id, TIA, at("09:00")));
    tell(new SaleCommand.OpenSale(TIA));
    assertThat(answered(tia.receiveMessage()).revision()).isEqualTo(2);
    assertThat(journal()).hasSize(4);
  }

  @Test
  void aRefusalIsAnsweredAtOnceAlsoWhileQuotasAreOpened() {
    tell(setTerms());
    tell(new SaleCommand.PauseSale(TIA));
    assertThat(tia.receiveMessage()).isEqualTo(new Reply.Refused<>(SaleRefusal.SALE_NOT_OPEN));
  }

  @Test
  void aReadReturnsTheSaleOrThatThereIsNone() {
    assertThat(look()).isEqualTo(new Reply.Refused<>(SaleRefusal.SALE_UNKNOWN));
    tell(setTerms());
    assertThat(answered(look()).phase()).isEqualTo(SaleView.Phase.PLANNED);
  }

  @Test
  void aJournalThatFailsConfirmsNothing() {
    ready();
    fixture.journal.failNextPersisted(persistenceId());
    tell(new SaleCommand.OpenSale(TIA));
    Reply<SaleView, SaleRefusal> seen = fixture.askPatiently(sale, SaleEntity.Look::new);
    assertThat(answered(seen).phase()).isEqualTo(SaleView.Phase.PLANNED);
    tia.expectNoMessage(Duration.ZERO);
    tell(new SaleCommand.OpenSale(TIA));
    assertThat(answered(tia.receiveMessage()).phase()).isEqualTo(SaleView.Phase.OPEN);
  }

  @Test
  void anOperatorIsAnsweredAlsoWhenTheWriteOfAnOpenedQuotaHasFailed() {
    tell(setTerms());
    answer(submitted(), new QuotaAnswer.CapacityIs(100));
    look();
    fixture.journal.failNextPersisted(persistenceId());
    answer(submitted(), new QuotaAnswer.CapacityIs(150));
    answered(fixture.askPatiently(sale, SaleEntity.Look::new));
    answer(submitted(), new QuotaAnswer.CapacityIs(150));
    assertThat(answered(tia.receiveMessage()).revision()).isEqualTo(1);
  }

  @Test
  void passivatesWhenIdle() {
    ready();
    assertThat(fixture.passUntilTold(Limits.LONG_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
  }

  private void ready() {
    tell(setTerms());
    answer(submitted(), new QuotaAnswer.CapacityIs(100));
    answer(submitted(), new QuotaAnswer.CapacityIs(150));
    answered(tia.receiveMessage());
  }

  private static SaleCommand.SetTerms setTerms() {
    return new SaleCommand.SetTerms(terms(), OptionalLong.empty(), TIA);
  }

  private ActorRef<SaleEntity.Message> start() {
    return fixture.start(
        id.value(), SaleEntity.KIND, shard, self -> new SaleEntity(id, self, quotas.ref()::tell));
  }

  private void restart() {
    fixture.stop(sale);
    sale = start();
  }

  private void tell(SaleCommand.FromOperator command) {
    sale.tell(new SaleEntity.Ask(command, tia.ref()));
  }

  private Reply<SaleView, SaleRefusal> look() {
    return fixture.ask(sale, SaleEntity.Look::new);
  }

  private QuotaId quota(String name) {
    return QuotaId.shared(id.value(), name);
  }

  private QuotaBatcher.Submit submitted() {
    return quotas.expectMessageClass(QuotaBatcher.Submit.class);
  }

  private static void answer(QuotaBatcher.Submit submit, QuotaAnswer answer) {
    submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer));
  }

  private static SaleView answered(Reply<SaleView, SaleRefusal> reply) {
    return switch (reply) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) -> view;
      case Reply.Refused<SaleView, SaleRefusal>(var reason) ->
          throw new AssertionError("refused: " + reason);
    };
  }

  private List<Object> journal() {
    return fixture.journalOf(persistenceId());
  }

  private String persistenceId() {
    return "Sale|" + id;
  }
}
