package id.kuota.persistence.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A query whose parameters have names, each of them as often as it likes. */
record NamedParameters(String sql, List<String> names) {

  /** Not {@code ::type}, which is a cast. */
  private static final Pattern NAME = Pattern.compile("(?<!:):(sale|from|until|zone)\\b");

  static NamedParameters of(String query) {
    List<String> names =
        NAME.matcher(query).results().map((MatchResult found) -> found.group(1)).toList();
    return new NamedParameters(NAME.matcher(query).replaceAll("?"), names);
  }

  /** Returns the statement with its parameters set; the caller closes it. */
  PreparedStatement prepare(Connection connection, ReportRequest request) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < names.size(); i++) {
      switch (names.get(i)) {
        case "sale" -> statement.setString(i + 1, request.sale().value());
        case "zone" -> statement.setString(i + 1, request.period().zone().getId());
        case "from" -> statement.setObject(i + 1, request.period().begin());
        case "until" -> statement.setObject(i + 1, request.period().end());
        default -> throw new IllegalStateException("no parameter " + names.get(i));
      }
    }
    return statement;
  }
}
