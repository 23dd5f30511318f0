package id.kuota.http.edge.json;

import id.kuota.persistence.readmodel.AsOf;
import java.time.Instant;

/**
 * Up to where an answer of the read side knows the journal, on the wire.
 *
 * @param position of the last row of the journal that is in it: transaction and ordering
 * @param at everything that was acknowledged up to here is in it
 * @param lagMs age of the oldest event that is not in it yet; 0 if there is none
 */
public record AsOfJson(String position, Instant at, long lagMs) {

  public static AsOfJson of(AsOf asOf) {
    return new AsOfJson(asOf.place(), asOf.at(), asOf.lag().toMillis());
  }
}
