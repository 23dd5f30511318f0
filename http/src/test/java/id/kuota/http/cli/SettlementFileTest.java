package id.kuota.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.persistence.report.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a gateway's transactions. */
final class SettlementFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void theMoneyThatHasComeIsRead() throws Exception {
    SettlementFile file =
        read(
            """
            \uFEFForder_id,transaction_id,gross_amount,transaction_status,payment_type
            pay_1,t-1,150000.00,settlement,qris
            pay_2,t-2,5000000,CAPTURE,credit_card
            pay_3,t-3,1.00,expire,qris
            pay_4,t-4,2,refund,qris
            """);
    assertThat(file.charged())
        .containsExactly(
            new Settlement.Charged("pay_1", "t-1", 150_000),
            new Settlement.Charged("pay_2", "t-2", 5_000_000),
            new Settlement.Charged("pay_4", "t-4", 2));
    assertThat(file.others()).isEqualTo(1);
  }

  @Test
  void titlesMayBeThoseOfTheDashboard() throws Exception {
    SettlementFile file =
        read("Order ID,Transaction ID,Amount,Status\npay_1,t-1,\"7\",Settlement\n");
    assertThat(file.charged()).containsExactly(new Settlement.Charged("pay_1", "t-1", 7));
  }

  @Test
  void whatCannotBeReadIsSaidWithItsLineAndWithoutItsContent() {
    assertFault("order_id,status\npay_1,settlement\n", "line 2 has no column transaction_id");
    assertFault(
        "order_id,transaction_id,amount,status\nsecret,t,1.5,settlement\n",
        "line 2: its amount is not a whole number");
    assertFault(
        "order_id,transaction_id,amount,status\na,t,1,settlement\na,u,1,settlement\n",
        "line 3: its order_id was in the file before");
  }

  private void assertFault(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettlementFile.FormException.class)
        .hasMessage(message);
  }

  private SettlementFile read(String text) throws IOException, SettlementFile.FormException {
    return SettlementFile.read(Files.writeString(folder.resolve("file.csv"), text));
  }
}
