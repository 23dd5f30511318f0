package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Recoveries that come together are answered together. */
class SequenceNumbersIT {

  private final AtomicInteger queries = new AtomicInteger();
  private final CountDownLatch mayRead = new CountDownLatch(1);

  @Test
  void manyRecoveriesAreOneQuery() throws SQLException {
    try (var tables = new JournalTables();
        var numbers =
            new SequenceNumbers(
                counting(tables.dataSource()), tables.limits("recoveries-at-once = 500"))) {
      for (int event = 1; event <= 3; event++) {
        tables.insert(row("Order|7", event, "me"));
      }
      var first = numbers.highest("Order|0");
      await().atMost(PATIENCE).until(() -> queries.get() == 1);
      var others =
          IntStream.rangeClosed(1, 400).mapToObj(n -> numbers.highest("Order|" + n)).toList();
      mayRead.countDown();

      assertThat(get(first)).isZero();
      for (int number = 1; number <= 400; number++) {
        assertThat(get(others.get(number - 1))).isEqualTo(number == 7 ? 3 : 0);
      }
      assertThat(queries).hasValue(2);
    }
  }

  @Test
  void deletedEventsKeepTheirNumbers() throws SQLException {
    try (var tables = new JournalTables();
        var numbers = new SequenceNumbers(tables.dataSource(), tables.limits())) {
      tables.insert(row("Order|7", 1, "me"));
      tables.insert(row("Order|7", 2, "me"));
      tables.execute("UPDATE event_journal SET deleted = true");
      assertThat(get(numbers.highest("Order|7"))).isEqualTo(2);
    }
  }

  /** Each query takes one connection; the first one waits for the test. */
  private DataSource counting(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getConnection") && queries.incrementAndGet() == 1) {
                assertThat(mayRead.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static long get(CompletableFuture<Long> answer) {
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
