package id.kuota.http.edge.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a token of an operator is good for. Every route of operators needs exactly one of these, and
 * none includes another: a token that shall also read names {@code read} as well. The operator key
 * has all of them.
 */
public enum Scope {
  /** Reads orders, sales, lists, the live view and the state of the cluster; changes nothing. */
  READ,
  /** Changes sales: terms, phases, capacities, preparation, cancellation. */
  SALES,
  /** Takes tickets back and steers refunds. */
  REFUNDS,
  /** Devices, entry lists and scans at the gates. */
  GATES,
  /** Reports, also as files. */
  REPORTS,
  /** Creates and ends tokens. Of the operator key alone, so that no token makes another. */
  TOKENS;

  /** Returns the name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the scopes that a token can have. */
  public static List<Scope> grantable() {
    return Arrays.stream(values()).filter(scope -> scope != TOKENS).toList();
  }

  /** Returns the grantable scope of this name on the wire. */
  public static Optional<Scope> of(String wireName) {
    return grantable().stream().filter(scope -> scope.wireName().equals(wireName)).findFirst();
  }
}
