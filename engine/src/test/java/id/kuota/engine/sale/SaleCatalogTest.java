package id.kuota.engine.sale;

import static id.kuota.engine.sale.SaleFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import id.kuota.engine.OverloadedException;
import id.kuota.engine.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SaleCatalogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // Nano time may wrap.
  private final List<CompletableFuture<Reply<SaleView, SaleRefusal>>> asked = new ArrayList<>();
  private final SaleCatalog catalog =
      new SaleCatalog(
          sale -> {
            asked.add(new CompletableFuture<>());
            return asked.getLast();
          },
          nanos::get);

  @Test
  void manyAskersAtOneMomentAskTheEntityOnce() {
    CompletionStage<Optional<SaleView>> first = catalog.find(SALE);
    CompletionStage<Optional<SaleView>> second = catalog.find(SALE);
    assertThat(asked).hasSize(1);
    answer(viewAfter(termsSet()));
    assertThat(first).isCompletedWithValue(Optional.of(viewAfter(termsSet())));
    assertThat(second).isCompletedWithValue(Optional.of(viewAfter(termsSet())));
  }

  @Test
  void aViewIsServedForItsTimeAndNotLonger() {
    CompletionStage<Optional<SaleView>> unused = catalog.find(SALE);
    answer(viewAfter(termsSet()));
    assertThat(unused).isCompleted();

    nanos.addAndGet(Limits.SALE_CACHED.toNanos() - 1);
    assertThat(catalog.find(SALE)).isCompletedWithValue(Optional.of(viewAfter(termsSet())));
    nanos.addAndGet(1);
    assertThat(catalog.find(SALE)).isNotCompleted();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aChangeThroughThisNodeIsSeenAtOnce() {
    catalog.put(viewAfter(termsSet()));
    catalog.put(viewAfter(termsSet(), opened()));
    assertThat(catalog.find(SALE))
        .isCompletedWithValue(Optional.of(viewAfter(termsSet(), opened())));
    assertThat(asked).isEmpty();
  }

  @Test
  void anAnswerOnItsWayDoesNotHideAChangeThatWasMadeMeanwhile() {
    CompletionStage<Optional<SaleView>> before = catalog.find(SALE);
    catalog.put(viewAfter(termsSet(), opened()));
    answer(viewAfter(termsSet()));
    assertThat(before).isCompletedWithValue(Optional.of(viewAfter(termsSet())));
    assertThat(catalog.find(SALE))
        .isCompletedWithValue(Optional.of(viewAfter(termsSet(), opened())));
  }

  @Test
  void whileTheEntityDoesNotAnswerTheLatestViewIsServedForAWhile() {
    catalog.put(viewAfter(termsSet()));
    nanos.addAndGet(Limits.SALE_CACHED.toNanos());
    assertThat(catalog.find(SALE))
        .succeedsWithin(PATIENCE)
        .isEqualTo(Optional.of(viewAfter(termsSet())));
    answer(viewAfter(termsSet(), opened()));
    assertThat(catalog.find(SALE))
        .as("its answer counts when it comes")
        .isCompletedWithValue(Optional.of(viewAfter(termsSet(), opened())));

    nanos.addAndGet(Limits.SALE_STALE_MAX.toNanos());
    CompletionStage<Optional<SaleView>> late = catalog.find(SALE);
    asked.getLast().completeExceptionally(new TimeoutException("no answer"));
    assertThat(late).as("too old to be served").isCompletedExceptionally();
  }

  @Test
  void aFailureIsNotKept() {
    CompletionStage<Optional<SaleView>> failed = catalog.find(SALE);
    asked.getLast().completeExceptionally(new TimeoutException("no answer"));
    assertThat(failed).isCompletedExceptionally();
    assertThat(catalog.find(SALE)).isNotCompleted();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aSaleThatDoesNotExistIsRememberedAsShortly() {
    CompletionStage<Optional<SaleView>> first = catalog.find(SALE);
    asked.getLast().complete(new Reply.Refused<>(SaleRefusal.SALE_UNKNOWN));
    assertThat(first).isCompletedWithValue(Optional.empty());
    assertThat(catalog.find(SALE)).isCompletedWithValue(Optional.empty());
    assertThat(asked).hasSize(1);
    nanos.addAndGet(Limits.SALE_CACHED.toNanos());
    assertThat(catalog.find(SALE)).isNotCompleted();
  }

  @Test
  void ofManyIdsThatMayBeMadeUpSomeAreRefusedAndNeverASaleThatIsKnown() {
    CompletionStage<Optional<SaleView>> known = catalog.find(SALE);
    answer(viewAfter(termsSet()));
    assertThat(known).isCompleted();
    nanos.addAndGet(Limits.SALE_CACHED.toNanos());
    for (int i = 0; i < Limits.SALE_LOOKUPS_MAX; i++) {
      assertThat(catalog.find(new SaleId("strange-" + i))).isNotCompleted();
    }

    assertThat(catalog.find(new SaleId("one-more")))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(OverloadedException.class);
    assertThat(catalog.find(SALE)).as("its buyers are not in the way").isNotCompleted();

    asked.get(1).complete(new Reply.Refused<>(SaleRefusal.SALE_UNKNOWN));
    assertThat(catalog.find(new SaleId("one-more"))).isNotCompleted();
  }

  @Test
  void manyRequestsForOneSaleTakeOnePlace() {
    for (int i = 0; i < 2 * Limits.SALE_LOOKUPS_MAX; i++) {
      assertThat(catalog.find(SALE)).isNotCompleted();
    }
    assertThat(asked).hasSize(1);
  }

  private void answer(SaleView view) {
    asked.getLast().complete(new Reply.Answered<>(view, false));
  }
}
