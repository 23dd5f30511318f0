package id.kuota.engine.simulation;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.CAT_1;
import static id.kuota.engine.order.OrderFixtures.ORDER;
import static id.kuota.engine.order.OrderFixtures.PAYMENT;
import static id.kuota.engine.order.OrderFixtures.SALE;
import static id.kuota.engine.order.OrderFixtures.TOTAL;
import static id.kuota.engine.order.OrderFixtures.content;
import static id.kuota.engine.order.OrderFixtures.paid;
import static id.kuota.engine.order.OrderFixtures.placed;
import static id.kuota.engine.order.OrderFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaChange.CapacitySet;
import id.kuota.engine.quota.QuotaChange.UnitsHeld;
import id.kuota.engine.quota.QuotaChange.UnitsReleased;
import id.kuota.engine.quota.QuotaChange.UnitsReturned;
import id.kuota.engine.quota.QuotaChange.UnitsSold;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.simulation.World.Weather;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each law a history that breaks it: the auditor must say so, and of an honest one nothing. */
final class AuditorTest {

  /** One thing that is in a journal, or that somebody was told. */
  interface Entry extends Consumer<Auditor> {}

  record Row(String objection, List<Entry> history) {
    @Override
    public String toString() {
      return objection;
    }
  }

  private static final Entry ROOM = quota(new CapacitySet(4, 0, "opened", "test"));
  private static final Entry HELD = held(1, 2, 0);
  private static final Entry PLACED = order(placed());
  private static final Entry PAID = order(paid("10:01"));
  private static final Entry SOLD = quota(new UnitsSold(ORDER.hold(), 2));
  private static final Entry FREED = quota(new UnitsReleased(ORDER.hold(), 2));
  private static final Entry END = Auditor::close;

  private static final Entry ONE_TICKET =
      order(new OrderPaid(SALE, PAYMENT, "r", List.of(), List.of(ticket(1)), at("10:01")));
  private static final Entry OWED =
      order(
          new RefundOwed(
              SALE, PAYMENT, "r", TOTAL, OwedRefund.Reason.PAID_AFTER_EXPIRY, at("10:02")));

  static List<Row> rows() {
    return List.of(
        row("is oversold", quota(new CapacitySet(1, 0, "opened", "test")), HELD),
        row("wrong difference", ROOM, HELD, held(2, 3, 0)),
        row("sold what was not held", ROOM, HELD, PLACED, PAID, SOLD, SOLD),
        row("sold units of an order that is not paid", ROOM, HELD, PLACED, SOLD),
        row("freed what was not held", ROOM, FREED),
        row("freed units of an order that is HELD", ROOM, HELD, PLACED, FREED),
        row("freed units of an order that is PAID", ROOM, HELD, PLACED, PAID, FREED),
        row("gave back by a wrong difference", ROOM, HELD, PLACED, PAID, SOLD, returned(1, 2)),
        row("tickets that nobody has cancelled", ROOM, HELD, PLACED, PAID, SOLD, returned(1, 1)),
        row("was placed without its units", ROOM, PLACED),
        row("was placed without its units", ROOM, held(1, 1, 0), PLACED),
        row("was checked out without its units", ROOM, held(1, 1, 0), AuditorTest::checkout),
        row("during its checkout", ROOM, HELD, AuditorTest::checkout, FREED),
        row("has not one ticket for each unit", ROOM, HELD, PLACED, ONE_TICKET),
        row("was confirmed and does not exist", ROOM, HELD, AuditorTest::told),
        row("still holds", ROOM, HELD, END),
        row("orders are still held", ROOM, HELD, PLACED, END),
        row("wrongly sold", ROOM, HELD, PLACED, PAID, END),
        row(
            Auditor.SOLD_WITHOUT_A_TICKET,
            ROOM,
            HELD,
            PLACED,
            PAID,
            SOLD,
            held(2, 2, 0),
            SOLD,
            END),
        row("bought or is owed null times", AuditorTest::money, END),
        row(
            "bought or is owed 2 times",
            ROOM,
            HELD,
            PLACED,
            AuditorTest::money,
            PAID,
            SOLD,
            OWED,
            END));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aBrokenLawIsNoticed(Row row) {
    assertThat(objections(row.history())).anyMatch(words -> words.contains(row.objection()));
  }

  @Test
  void nothingIsSaidOfAnHonestHistory() {
    assertThat(
            objections(
                List.of(
                    ROOM,
                    HELD,
                    AuditorTest::checkout,
                    PLACED,
                    AuditorTest::told,
                    AuditorTest::money,
                    PAID,
                    SOLD,
                    END)))
        .isEmpty();
  }

  private static void checkout(Auditor auditor) {
    auditor.checkoutBegun(ORDER, content(), at("10:15"));
  }

  private static void money(Auditor auditor) {
    auditor.moneyTaken(PAYMENT, TOTAL);
  }

  private static void told(Auditor auditor) {
    auditor.toldPlaced(ORDER);
  }

  private static List<String> objections(List<Entry> history) {
    var auditor = new Auditor(new World(1, new Weather(0, 0, 0, 1, true)));
    history.forEach(entry -> entry.accept(auditor));
    return auditor.objections();
  }

  private static Row row(String objection, Entry... history) {
    return new Row(objection, List.of(history));
  }

  private static Entry quota(QuotaChange change) {
    var batch = new BatchApplied(CAT_1, List.of(change), 0, at("10:00"));
    return auditor -> auditor.written(batch);
  }

  private static Entry held(long attempt, int quantity, int previously) {
    return quota(new UnitsHeld(ORDER.hold(), attempt, quantity, previously, at("10:15")));
  }

  private static Entry returned(int quantity, int total) {
    return quota(new UnitsReturned(ORDER.hold(), quantity, total));
  }

  private static Entry order(OrderEvent event) {
    return auditor -> auditor.written(ORDER, event);
  }
}
