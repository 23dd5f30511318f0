package id.kuota.http.node;

import com.typesafe.config.Config;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.http.edge.identity.KeyNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads which keys sign tickets. */
final class TicketKeySettings {

  private static final String OLDER = "kuota.tickets.older-keys";

  private TicketKeySettings() {}

  static KeyNumbers read(Config config) {
    int active =
        NodeSettings.number(
            config, "kuota.tickets.key", 1, TicketClaim.KEY_MAX, "KUOTA_TICKET_KEY");
    String older = config.getString(OLDER).strip();
    return new KeyNumbers(active, older.isEmpty() ? List.of() : numbers(older));
  }

  private static List<Integer> numbers(String text) {
    List<OptionalInt> numbers =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .map(TicketKeySettings::number)
            .toList();
    if (numbers.stream().anyMatch(OptionalInt::isEmpty)) {
      throw new SettingException(
          OLDER,
          text,
          "numbers from 1 to %d with commas between".formatted(TicketClaim.KEY_MAX),
          "Set KUOTA_TICKET_OLDER_KEYS.");
    }
    return numbers.stream().map(OptionalInt::getAsInt).toList();
  }

  private static OptionalInt number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number >= 1 && number <= TicketClaim.KEY_MAX
          ? OptionalInt.of(number)
          : OptionalInt.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalInt.empty();
    }
  }
}
