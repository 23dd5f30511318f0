package id.kuota.http.edge.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;

final class RoomDoorTest implements RoomDoor.Memory {

  private static final BuyerKey ANI = new BuyerKey("ani");

  private final StubEngine engine = new StubEngine();
  private final RoomTokens tokens = new RoomTokens(new ServerSecret(RunningEdge.SECRET));
  private final List<Long> held = new ArrayList<>();
  private final RoomDoor door =
      new RoomDoor(engine.engine().sales(), tokens, this, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  private boolean outOfOrder;
  private boolean wasDone;

  @Override
  public boolean isOutOfOrder(SaleId sale) {
    return outOfOrder;
  }

  @Override
  public void held(SaleId sale, EntryId entry, long units) {
    held.add(units);
  }

  @Test
  void aSaleWithoutARoomIsOpenToAll() {
    sell(Samples.sale(SaleView.Phase.OPEN, 3));
    assertThat(enter(request())).isEqualTo(200);
  }

  @Test
  void aSaleWithARoomIsOpenToItsSessions() {
    sell(Samples.withRoom(SaleView.Phase.OPEN));
    assertThat(enter(request())).isEqualTo(403);
    assertThat(enter(request().addHeader(session()))).isEqualTo(200);
  }

  @Test
  void aRoomOutOfOrderIsClosedOrOpenAsItsTermsSay() {
    outOfOrder = true;
    sell(Samples.withRoom(SaleView.Phase.OPEN));
    assertThat(enter(request())).isEqualTo(403);
    sell(opening(Samples.withRoom(SaleView.Phase.OPEN)));
    assertThat(enter(request())).isEqualTo(200);
    outOfOrder = false;
    assertThat(enter(request())).isEqualTo(403);
  }

  @Test
  void aHoldIsNotedForTheSessionOfItsSale() {
    door.held(context(request()), Samples.SALE, 2);
    door.held(context(request().addHeader(session())), new SaleId("other"), 3);
    assertThat(held).isEmpty();
    door.held(context(request().addHeader(session())), Samples.SALE, 4);
    assertThat(held).containsExactly(4L);
  }

  private void sell(SaleView view) {
    engine.sales.put(Samples.SALE, view);
  }

  private static SaleView opening(SaleView view) {
    WaitingRoomTerms room = view.terms().waitingRoom().orElseThrow();
    return new SaleView(
        view.sale(),
        view.terms()
            .with(
                new WaitingRoomTerms(
                    room.opensAt(),
                    room.admittedPerMinute(),
                    room.mixing(),
                    WaitingRoomTerms.OnFailure.OPEN)),
        view.lists(),
        view.phase(),
        view.revision(),
        view.history());
  }

  private int enter(HttpRequest request) {
    return door.enter(
            context(request),
            Samples.SALE,
            ANI,
            () -> CompletableFuture.completedFuture(wasDone),
            () -> CompletableFuture.completedFuture(HttpResponse.create().withStatus(200)))
        .toCompletableFuture()
        .resultNow()
        .status()
        .intValue();
  }

  private static HttpRequest request() {
    return HttpRequest.POST("/v1/orders");
  }

  @Test
  void anExpiredSessionStillGetsTheAnswerOfWhatItHasDone() {
    sell(Samples.withRoom(SaleView.Phase.OPEN));
    RawHeader expired = session(Samples.NOW);
    assertThat(enter(request().addHeader(expired))).isEqualTo(403);
    wasDone = true;
    assertThat(enter(request().addHeader(expired))).isEqualTo(200);
    assertThat(enter(request())).as("without a session").isEqualTo(403);
  }

  private RawHeader session() {
    return session(Samples.NOW.plusSeconds(60));
  }

  private RawHeader session(Instant end) {
    var session =
        new RoomToken(
            RoomToken.Kind.SESSION, Samples.SALE, tokens.entry(Samples.SALE, ANI), 1, end);
    return RawHeader.create(RoomDoor.HEADER, tokens.text(session));
  }

  private static RequestContext context(HttpRequest request) {
    return new RequestContext(request, Map.of(), new Bodies(() -> null));
  }
}
