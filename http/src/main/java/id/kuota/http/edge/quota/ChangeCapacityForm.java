package id.kuota.http.edge.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.http.edge.json.Fields;

/** The body of a request to change a capacity. */
final class ChangeCapacityForm {

  private static final int REASON_LENGTH_MAX = 200;

  private ChangeCapacityForm() {}

  static QuotaRequest.ChangeCapacity read(Fields body, String by) {
    return new QuotaRequest.ChangeCapacity(
        body.whole("capacity", 0, Limits.CAPACITY_MAX),
        body.text("reason", 1, REASON_LENGTH_MAX),
        by,
        body.flag("force", false));
  }
}
