package id.kuota.http.node.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line of the log says what a node has got and given. */
class ShardChangeTest {

  @Test
  void onlyWhatHasChangedIsSaid() {
    assertThat(
            ShardChange.words(
                Map.of("Quota", 64, "Sale", 3, "Cart", 1),
                Map.of("Quota", 43, "Sale", 3, "Order", 9)))
        .isEqualTo("cart=0 (-1) order=9 (+9) quota=43 (-21)");
  }
}
