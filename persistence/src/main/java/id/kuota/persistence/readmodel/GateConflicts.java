package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The query of admissions that would have been refused, newest first. Blocks; thread-safe. */
public record GateConflicts(DataSource database) {

  private static final String PAGE =
      """
      SELECT found_at, ticket_id, nonce, reason, list_id, gate_id, device_id, at, earlier_gate,
             earlier_device, earlier_at
      FROM sales.gate_conflict
      WHERE sale_id = ? AND (found_at, ticket_id, nonce) < (?, ?, ?)
      ORDER BY found_at DESC, ticket_id DESC, nonce DESC LIMIT ?
      """;

  /** A passage: gate, device and time. */
  public record Passed(String gate, String device, Instant at) {}

  /**
   * One conflict.
   *
   * @param earlier the admission that was known before; null if the ticket only was void
   */
  public record Found(
      Instant foundAt,
      String ticket,
      String nonce,
      String reason,
      String list,
      Passed later,
      @Nullable Passed earlier) {}

  /** After which conflict a page begins. */
  public record Cursor(Instant foundAt, String ticket, String nonce) {

    /** Before the newest. */
    public static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "", "");

    public static Cursor after(Found found) {
      return new Cursor(found.foundAt(), found.ticket(), found.nonce());
    }

    /** Returns an opaque cursor, whose meaning may change. */
    public String text() {
      String plain = foundAt + "|" + ticket + "|" + nonce;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    public static Optional<Cursor> parse(String text) {
      try {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        String[] parts = plain.split("\\|", 3);
        return parts.length == 3
            ? Optional.of(new Cursor(Instant.parse(parts[0]), parts[1], parts[2]))
            : Optional.empty();
      } catch (IllegalArgumentException | DateTimeException malformed) {
        return Optional.empty();
      }
    }
  }

  /**
   * Returns one page, the newest conflict first.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page<Found> page(SaleId sale, Cursor after, int limit) {
    return Page.read(
        database,
        "the conflicts at the gates",
        PAGE,
        limit,
        query -> {
          query.setString(1, sale.value());
          query.setObject(2, OffsetDateTime.ofInstant(after.foundAt(), ZoneOffset.UTC));
          query.setString(3, after.ticket());
          query.setString(4, after.nonce());
          return 4;
        },
        GateConflicts::found);
  }

  private static Found found(ResultSet row) throws SQLException {
    String earlierGate = row.getString(9);
    return new Found(
        instant(row, 1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        new Passed(row.getString(6), row.getString(7), instant(row, 8)),
        earlierGate == null ? null : new Passed(earlierGate, row.getString(10), instant(row, 11)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
