package id.kuota.http.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.QuotaRequest.ChangeCapacity;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.json.Fields;

/** The body of a request to change a capacity. */
final class ChangeCapacityForm {

  private static final int REASON_LENGTH_MAX = 200;

  private ChangeCapacityForm() {}

  static ChangeCapacity read(Fields body) {
    return new ChangeCapacity(
        body.whole("capacity", 0, Limits.CAPACITY_MAX),
        body.text("reason", 1, REASON_LENGTH_MAX),
        OperatorKey.NAME,
        body.flag("force", false));
  }
}
