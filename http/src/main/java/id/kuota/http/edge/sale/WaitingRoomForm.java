package id.kuota.http.edge.sale;

import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.http.edge.json.Fields;
import java.time.Instant;
import java.util.Set;

/** The waiting room in the terms of a sale. */
final class WaitingRoomForm {

  /** Ten thousand in a second: more than checkout takes. */
  static final int PER_MINUTE_MAX = 600_000;

  private static final Set<String> MIXINGS = Set.of("nonces", "beacon");
  private static final Set<String> ON_FAILURE = Set.of("closed", "open");

  private WaitingRoomForm() {}

  /**
   * Reads the terms of the room.
   *
   * @param startsAt when the sale opens and the entries are frozen
   */
  static WaitingRoomTerms read(Fields room, Instant startsAt) {
    Instant opensAt = room.instant("opens_at");
    if (opensAt.isAfter(startsAt)) {
      room.note("opens_at", "out_of_range", "must not be after the opening of the sale");
    }
    return new WaitingRoomTerms(
        opensAt,
        (int) room.whole("admitted_per_minute", 1, PER_MINUTE_MAX),
        mixing(room),
        onFailure(room));
  }

  private static WaitingRoomTerms.Mixing mixing(Fields room) {
    if (!room.has("mixing")) return WaitingRoomTerms.Mixing.NONCES;
    String mixing = room.text("mixing", MIXINGS::contains, "must be nonces or beacon");
    return mixing.equals("beacon")
        ? WaitingRoomTerms.Mixing.BEACON
        : WaitingRoomTerms.Mixing.NONCES;
  }

  private static WaitingRoomTerms.OnFailure onFailure(Fields room) {
    if (!room.has("on_failure")) return WaitingRoomTerms.OnFailure.CLOSED;
    String choice = room.text("on_failure", ON_FAILURE::contains, "must be closed or open");
    return choice.equals("open")
        ? WaitingRoomTerms.OnFailure.OPEN
        : WaitingRoomTerms.OnFailure.CLOSED;
  }
}
