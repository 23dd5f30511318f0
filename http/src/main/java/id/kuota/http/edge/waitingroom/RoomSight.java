package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleView;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.http.edge.identity.RoomToken;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room as one person sees it at one moment.
 *
 * @param place empty before the person has entered
 */
record RoomSight(RoomFinder.Found found, Optional<RoomToken> place, Instant now) {

  /** What the person is told. */
  enum Step {
    SOON,
    ENTER,
    PREQUEUE,
    SHUFFLING,
    OPEN,
    PAUSED,
    ALL_TAKEN,
    TURN,
    SOLD_OUT,
    ENDED
  }

  static RoomSight of(RoomFinder.Found found, RoomToken place, Instant now) {
    return new RoomSight(found, Optional.of(place), now);
  }

  boolean isTurn() {
    return step() == Step.TURN;
  }

  boolean takesEntries() {
    return step() == Step.ENTER;
  }

  OptionalLong number() {
    return place.isPresent() ? found.view().number(place.get()) : OptionalLong.empty();
  }

  /** Returns how many people come first; 0 before the draw. */
  long ahead() {
    OptionalLong number = number();
    return number.isEmpty()
        ? 0
        : Math.max(0, number.getAsLong() - found.view().room().admittedUpTo() - 1);
  }

  Step step() {
    RoomPhase phase = found.view().phase();
    if (phase == RoomPhase.ENDED || found.sale().sellingAt(now) == SaleView.Selling.ENDED) {
      return Step.ENDED;
    }
    if (phase == RoomPhase.SOLD_OUT) return Step.SOLD_OUT;
    if (place.isEmpty()) return now.isBefore(found.terms().opensAt()) ? Step.SOON : Step.ENTER;
    OptionalLong number = number();
    if (number.isEmpty()) {
      return now.isBefore(found.sale().terms().opensAt()) ? Step.PREQUEUE : Step.SHUFFLING;
    }
    if (number.getAsLong() <= found.view().room().admittedUpTo()) return Step.TURN;
    return switch (phase) {
      case PAUSED -> Step.PAUSED;
      case ALL_TAKEN -> Step.ALL_TAKEN;
      case PREQUEUE, SHUFFLING, OPEN -> Step.OPEN;
      case SOLD_OUT -> Step.SOLD_OUT;
      case ENDED -> Step.ENDED;
    };
  }
}
