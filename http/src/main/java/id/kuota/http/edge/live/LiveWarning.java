package id.kuota.http.edge.live;

import java.util.List;
import java.util.Locale;

/**
 * Something that a person should look at now.
 *
 * @param count how many there are of it, at least 1
 * @param names of which, if they are few; of gateways, projections, nodes or quotas
 */
record LiveWarning(Code code, long count, List<String> names) {

  LiveWarning {
    names = List.copyOf(names);
  }

  LiveWarning(Code code, long count) {
    this(code, count, List.of());
  }

  /** How soon. */
  enum Severity {
    WARNING,
    /** Money, units or people are affected already. */
    CRITICAL
  }

  /**
   * What it is. Clients and people's notes name the codes, so they keep their names and meanings.
   * The order is that of the list.
   */
  enum Code {
    /** Sold, held and free units are not the capacity. */
    SUMS_DIFFER(Severity.CRITICAL),
    /** A projection met an event that it cannot apply. */
    PROJECTION_STOPPED(Severity.CRITICAL),
    /** A node is unreachable, silent or late with its lease. */
    NODE_LOST(Severity.CRITICAL),
    /** A gateway keeps failing, and this node leaves it alone for a moment. */
    BREAKER_OPEN(Severity.CRITICAL),
    /** Refunds are owed for too long. */
    REFUNDS_OVERDUE(Severity.CRITICAL),
    /** A person must look at refunds before money leaves. */
    REFUNDS_IN_REVIEW(Severity.WARNING),
    /** A person must pay back by hand. */
    REFUNDS_BY_HAND(Severity.WARNING),
    /** Money came after its order had ended, and has not gone back yet. */
    PAID_LATE(Severity.WARNING),
    /** The numbers on this page are old. */
    PROJECTION_LAGGING(Severity.WARNING),
    /** Nothing is known of the nodes. */
    CLUSTER_UNKNOWN(Severity.WARNING),
    /** People were admitted offline whom the server would have refused. */
    GATE_CONFLICTS(Severity.WARNING),
    /** Devices at the gates are not heard of. */
    DEVICES_SILENT(Severity.WARNING),
    /** Quotas are sold out, and units of them are held without being paid. */
    SOLD_OUT_WITH_HOLDS(Severity.WARNING);

    private final Severity severity;

    Code(Severity severity) {
      this.severity = severity;
    }

    Severity severity() {
      return severity;
    }

    /** Returns the code on the wire. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
