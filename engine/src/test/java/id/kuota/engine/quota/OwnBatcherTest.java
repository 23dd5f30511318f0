package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.QUOTA;
import static id.kuota.engine.quota.QuotaFixtures.hold;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

final class OwnBatcherTest {

  private final TestInbox<QuotaBatcher.Message> actor = TestInbox.create();
  private final List<OwnBatcher> closed = new ArrayList<>();
  private final OwnBatcher batcher = new OwnBatcher(_ -> actor.getRef(), closed::add);
  private final QuotaBatcher.Submit submit =
      new QuotaBatcher.Submit(QUOTA, hold("ani", 1), 1, _ -> {});

  @Test
  void isNotClosedWhileARequestIsOnItsWay() {
    assertThat(batcher.tell(submit)).isTrue();
    assertThat(batcher.close(0)).isFalse();
    assertThat(closed).isEmpty();
    assertThat(batcher.tell(submit)).as("it is open again").isTrue();
    assertThat(batcher.close(2)).isTrue();
    assertThat(closed).containsExactly(batcher);
  }

  @Test
  void takesNoRequestOnceItIsClosed() {
    assertThat(batcher.close(0)).isTrue();
    assertThat(batcher.tell(submit)).isFalse();
    assertThat(actor.hasMessages()).isFalse();
  }
}
