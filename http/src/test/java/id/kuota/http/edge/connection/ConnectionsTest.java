package id.kuota.http.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Admission, eviction and lateness of connections, without a network. */
final class ConnectionsTest {

  private static final InetAddress ANI = InetAddress.ofLiteral("203.0.113.1");
  private static final InetAddress BUDI = InetAddress.ofLiteral("203.0.113.2");
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
  private static final Duration IDLE = Duration.ofSeconds(75);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // Nano time may wrap.
  private final Connections connections =
      new Connections(
          new ConnectionSettings(
              Duration.ofSeconds(10),
              6,
              3,
              AddressRange.parseAll("10.0.0.0/8"),
              ForwardedHeader.X_FORWARDED_FOR),
          IDLE,
          nanos::get);

  /** A connection whose ends are kept. */
  private record Opened(Connection connection, List<Ending> ends) {}

  @Test
  void anAddressHasSoManyAndANewOneTakesThePlaceOfTheOldestThatWasOfNoUse() {
    Opened served = open(ANI);
    serve(served);
    Opened slow = open(ANI);
    slow.connection().received(1, nanos.get());
    pass(Duration.ofSeconds(1));
    Opened fresh = open(ANI);

    Opened fourth = open(ANI);

    assertThat(slow.ends()).containsExactly(Ending.RESET);
    assertThat(List.of(served, fresh, fourth)).allSatisfy(it -> assertThat(it.ends()).isEmpty());
    assertThat(connections.counts().open()).isEqualTo(3);
  }

  @Test
  void aConnectionWithARequestOrAnAnswerOnItsWayIsNeverGivenUp() {
    for (int i = 0; i < 3; i++) begin(open(ANI));
    assertThat(connections.open(ANI)).isEmpty();
    assertThat(connections.open(BUDI)).as("another address has places of its own").isPresent();
  }

  @Test
  void aTrustedProxyHasAsManyAsThereIsRoomForAndAllTogetherAreBounded() {
    for (int i = 0; i < 6; i++) begin(open(PROXY));
    assertThat(connections.open(PROXY)).isEmpty();
    assertThat(connections.open(ANI)).isEmpty();
    assertThat(connections.counts()).isEqualTo(new Connections.Counts(6, 0, 6));
  }

  @Test
  void whenAllPlacesAreTakenSlowHeadsMakeRoom() {
    var slow = new ArrayList<Opened>();
    for (int i = 0; i < 6; i++) {
      slow.add(open(PROXY));
      slow.getLast().connection().received(1, nanos.get());
      pass(Duration.ofMillis(10));
    }
    for (int i = 0; i < 6; i++) {
      assertThat(slow.get(i).ends()).as("slow head %d", i).isEmpty();
      begin(open(InetAddress.ofLiteral("203.0.113." + i)));
      assertThat(slow.get(i).ends()).as("slow head %d", i).containsExactly(Ending.RESET);
    }
    assertThat(connections.open(PROXY)).as("all answer a request now").isEmpty();
  }

  @Test
  void aHeadIsLateTenSecondsAfterItsFirstByteHoweverManyFollow() {
    Opened slow = open(ANI);
    pass(Duration.ofSeconds(14));
    for (int second = 0; second < 10; second++) {
      slow.connection().received(1, nanos.get());
      pass(Duration.ofSeconds(1));
      connections.sweep();
      assertThat(slow.ends()).isEmpty();
    }
    pass(Duration.ofMillis(1));
    connections.sweep();
    assertThat(slow.ends()).containsExactly(Ending.LATE_HEAD);
  }

  @Test
  void alsoTheHeadOfALaterRequestIsLate() {
    Opened later = open(ANI);
    serve(later);
    pass(Duration.ofSeconds(70));
    later.connection().received(1, nanos.get());
    pass(Duration.ofSeconds(10).plusNanos(1));
    connections.sweep();
    assertThat(later.ends()).containsExactly(Ending.LATE_HEAD);
  }

  @Test
  void oneThatSaysNothingIsClosedAndOneThatWasServedMayBeIdle() {
    Opened silent = open(ANI);
    Opened idle = open(BUDI);
    serve(idle);
    pass(ConnectionSettings.FIRST_BYTE_MAX.plusNanos(1));
    connections.sweep();
    assertThat(silent.ends()).containsExactly(Ending.QUIET);
    assertThat(idle.ends()).isEmpty();
    pass(IDLE);
    connections.sweep();
    assertThat(idle.ends()).containsExactly(Ending.QUIET);
  }

  @Test
  void aClientThatDoesNotReadItsAnswerIsReset() {
    Opened deaf = open(ANI);
    begin(deaf);
    deaf.connection().requestAnswered(nanos.get());
    deaf.connection().writing(1_000_000, nanos.get());
    Duration allowed =
        ConnectionSettings.READ_MAX.plusSeconds(
            1_000_000 / ConnectionSettings.READ_BYTES_PER_SECOND);
    pass(allowed);
    connections.sweep();
    assertThat(deaf.ends()).as("a phone may be slow").isEmpty();
    pass(Duration.ofNanos(1));
    connections.sweep();
    assertThat(deaf.ends()).containsExactly(Ending.RESET);
  }

  @Test
  void aHeadHasABoundOfBytesAndOfPieces() {
    Connection large = open(ANI).connection();
    assertThat(large.received(ConnectionSettings.HEAD_BYTES_MAX + 1, nanos.get()))
        .as("a body may be in it")
        .isTrue();
    assertThat(large.received(1, nanos.get())).isFalse();

    Connection crumbs = open(ANI).connection();
    for (int i = 0; i < ConnectionSettings.HEAD_PIECES_MAX; i++) {
      assertThat(crumbs.received(1, nanos.get())).isTrue();
    }
    assertThat(crumbs.received(1, nanos.get())).isFalse();

    Connection body = open(BUDI).connection();
    body.received(1, nanos.get());
    body.requestBegan(nanos.get());
    for (int i = 0; i < 3; i++) {
      assertThat(body.received(ConnectionSettings.HEAD_BYTES_MAX, nanos.get())).isTrue();
    }
  }

  @Test
  void aServerThatStopsEndsWhatIsQuietAndWaitsForTheRest() {
    Opened busy = open(ANI);
    begin(busy);
    Opened idle = open(ANI);
    serve(idle);
    Opened head = open(ANI);
    head.connection().received(1, nanos.get());

    connections.drain();

    assertThat(idle.ends()).containsExactly(Ending.QUIET);
    assertThat(busy.ends()).isEmpty();
    assertThat(head.ends()).isEmpty();
  }

  @Test
  void onceClosedNothingOfItIsRemembered() {
    for (int i = 0; i < 10_000; i++) {
      InetAddress address = InetAddress.ofLiteral("198.51.%d.%d".formatted(i / 250, i % 250));
      connections.closed(open(address).connection());
    }
    assertThat(connections.isEmpty()).isTrue();
    assertThat(connections.addresses()).isZero();
  }

  private Opened open(InetAddress address) {
    var opened = new Opened(connections.open(address).orElseThrow(), new ArrayList<>());
    opened.connection().endsBy(opened.ends()::add);
    return opened;
  }

  private void begin(Opened opened) {
    opened.connection().received(100, nanos.get());
    opened.connection().requestBegan(nanos.get());
  }

  private void serve(Opened opened) {
    begin(opened);
    opened.connection().writing(100, nanos.get());
    opened.connection().written(nanos.get());
    opened.connection().requestAnswered(nanos.get());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
