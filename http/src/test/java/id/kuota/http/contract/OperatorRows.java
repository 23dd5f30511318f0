package id.kuota.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Who may call which operation, as the document says it: a row for each operation. */
final class OperatorRows {

  /** Scopes, and who else calls operations. */
  private static final Set<String> OTHERS = Set.of("public", "buyer", "device", "gateway");

  private OperatorRows() {}

  /**
   * A row.
   *
   * @param operation its method and path
   * @param access its scope, or who else calls it; empty if the document does not say it
   * @param security as in the document, without its scopes
   */
  record Row(String operation, String access, Set<String> security) {

    boolean isOperators() {
      return !access.isEmpty() && !OTHERS.contains(access);
    }

    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }

    /** Returns an address of the operation; what it names need not exist. */
    String address() {
      return operation
          .substring(operation.indexOf(' ') + 1)
          .replace("{sale}", "coldplay-jakarta-2023")
          .replace("{order}", ContractFixture.ORDER.value())
          .replaceAll("\\{[a-z]+}", "nothing");
    }

    JsonNode response(int status) {
      String path = operation.substring(operation.indexOf(' ') + 1);
      return Contract.document()
          .path("paths")
          .path(path)
          .path(method().toLowerCase(Locale.ROOT))
          .path("responses")
          .path(String.valueOf(status));
    }
  }

  static List<Row> all() {
    var rows = new ArrayList<Row>();
    for (String operation : Contract.operations()) {
      String[] parts = operation.split(" ", 2);
      JsonNode found =
          Contract.document().path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
      var security = new TreeSet<String>();
      for (JsonNode one : found.path("security")) one.fieldNames().forEachRemaining(security::add);
      rows.add(new Row(operation, found.path("x-kuota-scope").asText(), security));
    }
    return rows;
  }

  static Row of(String operation) {
    return all().stream()
        .filter(row -> row.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }
}
