package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.AdmissionTimes;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.http.edge.identity.RoomToken;
import java.time.Instant;

/** Makes passes, and the sessions that they become. */
final class RoomPasses {

  private RoomPasses() {}

  /**
   * Returns when a pass of this moment expires. It is one time for two minutes, so a person who
   * asks again gets the same pass.
   */
  static Instant expiry(Instant now) {
    long step = AdmissionTimes.PASS.toSeconds();
    return Instant.ofEpochSecond((now.getEpochSecond() / step + 2) * step);
  }

  static RoomToken pass(SaleId sale, EntryId person, long number, Instant now) {
    return new RoomToken(RoomToken.Kind.PASS, sale, person, number, expiry(now));
  }

  /** Returns the session of a pass that expires then: an equal one for an equal pass. */
  static RoomToken session(SaleId sale, EntryId person, long number, Instant expires) {
    return new RoomToken(
        RoomToken.Kind.SESSION, sale, person, number, expires.plus(AdmissionTimes.SESSION));
  }
}
