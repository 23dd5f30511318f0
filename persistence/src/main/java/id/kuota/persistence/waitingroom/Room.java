package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.RoomPhase;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The row of a waiting room.
 *
 * @param seed secret until {@link #mix} is there
 * @param entries of all people; the last of them has this number, once the entries are frozen
 * @param freeze empty before the start
 * @param mix the key of the order; empty until it is drawn
 * @param beacon bytes of a public beacon that the order is drawn from, if it is
 * @param admittedUpTo the last number that may enter; never decreases
 * @param found what the controller found last; empty before its first look
 */
public record Room(
    SaleId sale,
    Hash seed,
    Instant createdAt,
    long entries,
    Optional<Freeze> freeze,
    Optional<Hash> mix,
    Optional<Hash> beacon,
    String beaconSource,
    long admittedUpTo,
    Optional<Found> found,
    Controls controls) {

  /**
   * The freeze of the entries.
   *
   * @param seal empty until all entries were read once
   */
  public record Freeze(Instant at, long entries, Optional<Seal> seal) {}

  /** The hashes that are published of the frozen entries. */
  public record Seal(Hash root, Hash nonceHash) {}

  /**
   * What the controller found.
   *
   * @param perMinute people who were let in within a minute, as measured
   * @param nextDeadline of the open holds; empty unless all units are taken
   */
  public record Found(
      RoomPhase phase,
      long perMinute,
      long openHolds,
      Optional<Instant> nextDeadline,
      Instant at) {}

  /**
   * What the operator has set.
   *
   * @param rate people in a minute, instead of that of the terms
   * @param draining whether no new entries are taken
   * @param messageId for the people who wait, in Indonesian; empty for none
   * @param messageEn the same in English
   * @param shopUrl where buyers order who were let in
   */
  public record Controls(
      OptionalInt rate,
      boolean paused,
      boolean draining,
      String messageId,
      String messageEn,
      Optional<String> shopUrl) {}

  /** Returns the last number that exists; 0 before the freeze. */
  public long lastNumber() {
    return freeze.isPresent() ? entries : 0;
  }
}
