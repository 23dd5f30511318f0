package id.kuota.engine.quota;

import java.time.Instant;
import java.util.OptionalLong;

/** One line of a batch. Every request is safe to repeat. */
public sealed interface QuotaRequest {

  /** Gives the quota its first capacity. A quota that has one keeps it. */
  record OpenQuota(long capacity, String by) implements QuotaRequest {}

  /**
   * Takes units until a deadline.
   *
   * @param attempt distinguishes the attempts of one owner and grows from one to the next. The same
   *     attempt with the same content is the same hold and gets the same answer; a later attempt
   *     replaces the owner's earlier hold, if there are enough units for the difference, and an
   *     earlier one is refused. So an owner that lost its memory in a crash finds its units again,
   *     and what it said before the crash cannot undo what it said after it, in whatever order it
   *     arrives.
   * @param until the deadline; after it the quota asks the owner
   * @param limit capacity of a personal quota by the terms of its sale: it opens with it, and takes
   *     it over when the terms have changed; empty for shared quotas
   */
  record Hold(HoldId hold, long attempt, int quantity, Instant until, OptionalLong limit)
      implements QuotaRequest {}

  /**
   * The owner has paid: held units become sold.
   *
   * @param attempt the attempt that was paid; a hold of an earlier one is a stray and stays
   */
  record Settle(HoldId hold, long attempt) implements QuotaRequest {}

  /**
   * The owner gives its units back.
   *
   * @param attempt the attempt that is given up; empty when the owner has ended for good
   */
  record Release(HoldId hold, OptionalLong attempt) implements QuotaRequest {}

  /**
   * The owner gives back what its earlier attempts hold. It may come late: units that the owner has
   * taken anew meanwhile stay with it.
   *
   * @param attempt holds of this attempt and of later ones stay
   */
  record ReleaseBefore(HoldId hold, long attempt) implements QuotaRequest {}

  /**
   * The owner gives back units that it had bought.
   *
   * @param total how many it has given back in all, with those before; so the same request twice,
   *     or an earlier one afterwards, gives back nothing more
   */
  record Return(HoldId hold, int total) implements QuotaRequest {}

  /**
   * Sets the capacity.
   *
   * @param forced allows a capacity below what is held and sold; availability is negative then
   */
  record ChangeCapacity(long capacity, String reason, String by, boolean forced)
      implements QuotaRequest {}
}
