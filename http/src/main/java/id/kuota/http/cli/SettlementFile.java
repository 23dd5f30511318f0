package id.kuota.http.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import id.kuota.persistence.report.Settlement;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The transactions of a gateway's file: CSV whose first line has the names of Midtrans' API, in any
 * letters, with blanks or underscores ({@code order_id}, {@code Order ID}).
 *
 * @param charged those whose money has come, by the payment that they name
 * @param others how many have another status
 */
record SettlementFile(List<Settlement.Charged> charged, long others) {

  /** About half a gigabyte of memory. */
  private static final int TRANSACTIONS_MAX = 2_000_000;

  /** The money has come, whatever became of it later. */
  private static final Set<String> CAME =
      Set.of(
          "settlement", "capture", "refund", "partial_refund", "chargeback", "partial_chargeback");

  private static final List<String> ORDER = List.of("order_id");
  private static final List<String> TRANSACTION = List.of("transaction_id");
  private static final List<String> AMOUNT = List.of("gross_amount", "amount");
  private static final List<String> STATUS = List.of("transaction_status", "status");

  SettlementFile {
    charged = List.copyOf(charged);
  }

  /** The file cannot be used; the message says where and why, without its content. */
  static final class FormException extends Exception {
    private static final long serialVersionUID = 1L;

    FormException(String message) {
      super(message);
    }
  }

  static SettlementFile read(Path file) throws IOException, FormException {
    var charged = new LinkedHashMap<String, Settlement.Charged>();
    long others = 0;
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        Map<String, String> fields = byName(row);
        long line = row.getStartingLineNumber();
        if (!CAME.contains(field(fields, STATUS, line).toLowerCase(Locale.ROOT))) {
          others++;
          continue;
        }
        var one =
            new Settlement.Charged(
                field(fields, ORDER, line),
                field(fields, TRANSACTION, line),
                whole(field(fields, AMOUNT, line), line));
        if (charged.put(one.payment(), one) != null) {
          throw new FormException("line %d: its order_id was in the file before".formatted(line));
        }
        if (charged.size() > TRANSACTIONS_MAX) {
          throw new FormException(
              "more than %,d transactions; split it".formatted(TRANSACTIONS_MAX));
        }
      }
    } catch (CsvParseException e) {
      throw new FormException("not CSV: " + e.getMessage());
    }
    return new SettlementFile(new ArrayList<>(charged.values()), others);
  }

  private static Map<String, String> byName(NamedCsvRecord row) {
    var fields = new LinkedHashMap<String, String>();
    row.getFieldsAsMap()
        .forEach(
            (name, value) ->
                fields.putIfAbsent(
                    name.strip().toLowerCase(Locale.ROOT).replace(' ', '_'), value.strip()));
    return fields;
  }

  private static String field(Map<String, String> fields, List<String> names, long line)
      throws FormException {
    for (String name : names) {
      String value = fields.get(name);
      if (value != null) return value;
    }
    throw new FormException("line %d has no column %s".formatted(line, String.join(" or ", names)));
  }

  /** An amount like {@code 150000.00}: whole, or with nothing but noughts behind the point. */
  private static long whole(String amount, long line) throws FormException {
    try {
      return new BigDecimal(amount).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new FormException("line %d: its amount is not a whole number".formatted(line));
    }
  }
}
