package id.kuota.http.edge.gate;

import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.http.edge.json.Fields;

/**
 * The body of a scan.
 *
 * @param code what was scanned; not checked yet
 * @param list as the device says it; empty if it says none
 * @param reentry when the list admits a ticket again, at a sale that names no lists
 * @param reason why a supervisor forces it; empty if it is not forced
 */
record Redeem(
    String code,
    String nonce,
    GatePassage.Direction direction,
    String list,
    Reentry reentry,
    GatePassage.Mode mode,
    String reason) {

  static final int NONCE_MAX = 100;

  private static final int CODE_MAX = 1_000;
  private static final int REASON_MAX = 200;

  static Redeem read(Fields body) {
    boolean force = body.flag("force", false);
    if (body.has("reason") && !force) body.note("reason", "out_of_place", "goes with force");
    return read(
        body,
        force ? GatePassage.Mode.FORCED : GatePassage.Mode.ONLINE,
        force ? body.text("reason", 1, REASON_MAX) : "");
  }

  /**
   * Returns a scan that was made without a network: what happened can neither be forced nor
   * refused.
   */
  static Redeem readOffline(Fields scan) {
    return read(scan, GatePassage.Mode.OFFLINE, "");
  }

  private static Redeem read(Fields body, GatePassage.Mode mode, String reason) {
    String type =
        body.has("type") ? body.text("type", Redeem::isType, "must be entry or exit") : "entry";
    return new Redeem(
        code(body),
        nonce(body),
        type.equals("exit") ? GatePassage.Direction.OUT : GatePassage.Direction.IN,
        list(body),
        ReentryWords.read(body),
        mode,
        reason);
  }

  /** Returns the id of a list; empty if none is named. */
  static String list(Fields body) {
    return body.has("list") ? body.text("list", SaleId::isValid, "must be the id of a list") : "";
  }

  static String code(Fields body) {
    return body.typed("code", 1, CODE_MAX);
  }

  static String nonce(Fields body) {
    return body.text("nonce", 1, NONCE_MAX);
  }

  private static boolean isType(String type) {
    return type.equals("entry") || type.equals("exit");
  }
}
