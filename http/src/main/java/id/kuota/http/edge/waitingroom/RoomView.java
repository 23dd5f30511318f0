package id.kuota.http.edge.waitingroom;

import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.engine.waitingroom.Shuffle;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.persistence.waitingroom.Room;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A waiting room as this node has it in memory.
 *
 * @param shuffle empty until the order is drawn and read
 */
record RoomView(Room room, Optional<Shuffle> shuffle) {

  /** Returns the number of a place of this room; empty before the draw. */
  OptionalLong number(RoomToken place) {
    if (place.number() > 0) return OptionalLong.of(place.number());
    return shuffle.isPresent() ? shuffle.get().numberOf(place.entry()) : OptionalLong.empty();
  }

  RoomPhase phase() {
    return room.found().map(Room.Found::phase).orElse(RoomPhase.PREQUEUE);
  }

  /** Returns how many people are not let in yet. */
  long waiting() {
    return Math.max(0, room.entries() - room.admittedUpTo());
  }
}
