package id.kuota.bench.quota;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.measure.Books;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is compared with Kuota has to do the same, or the comparison is worth nothing. */
final class SqlSellersIT {

  private static final long UNTIL = 1_800_000_000_000L;
  private static final int CAPACITY = 5;

  private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
  private SqlTables tables = new SqlTables(database.settings());

  @BeforeEach
  void open() throws SQLException {
    tables = SqlTables.create(database.settings());
    tables.open(CAPACITY);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void theRowLockSellsEveryUnitOnceAndKnowsARepetition() throws SQLException {
    try (SqlSeller seller = SqlSeller.rowLock(tables)) {
      sellsOneByOne(seller::reserve);
    }
    assertHolds(2, CAPACITY);
  }

  @Test
  void theFunctionSellsEveryUnitOnceAndKnowsARepetition() throws SQLException {
    try (SqlSeller seller = SqlSeller.function(tables)) {
      sellsOneByOne(seller::reserve);
    }
    assertHolds(2, CAPACITY);
  }

  /** How a seller is asked for one hold. */
  private interface Reserve {
    SqlTables.Answer reserve(UUID hold, int quantity, long until) throws SQLException;
  }

  private static void sellsOneByOne(Reserve seller) throws SQLException {
    assertThat(seller.reserve(SqlTables.holdId(1), 3, UNTIL)).isEqualTo(SqlTables.Answer.GRANTED);
    assertThat(seller.reserve(SqlTables.holdId(1), 3, UNTIL)).isEqualTo(SqlTables.Answer.GRANTED);
    assertThat(seller.reserve(SqlTables.holdId(1), 2, UNTIL))
        .isEqualTo(SqlTables.Answer.CONTENT_DIFFERS);
    assertThat(seller.reserve(SqlTables.holdId(2), 3, UNTIL))
        .isEqualTo(SqlTables.Answer.NOT_ENOUGH);
    assertThat(seller.reserve(SqlTables.holdId(2), 2, UNTIL)).isEqualTo(SqlTables.Answer.GRANTED);
    assertThat(seller.reserve(SqlTables.holdId(3), 1, UNTIL))
        .isEqualTo(SqlTables.Answer.NOT_ENOUGH);
    assertThat(seller.reserve(SqlTables.holdId(1), 3, UNTIL)).isEqualTo(SqlTables.Answer.GRANTED);
  }

  @Test
  void aRowPerUnitSellsEveryUnitOnceAndKnowsARepetition() throws SQLException {
    tables.openUnits(CAPACITY);
    try (UnitRowSeller seller = UnitRowSeller.start(tables)) {
      sellsOneByOne(seller::reserve);
    }
    assertBooks(tables.unitBooks(), 2, CAPACITY);
  }

  /** More units than are prepared as rows at a time, and as many callers as want the last one. */
  @Test
  void rowsPerUnitAreSoldOutByManyAtTheSameTime() throws Exception {
    int units = 2_500;
    tables.openUnits(units);
    var granted = new AtomicInteger();
    try (UnitRowSeller seller = UnitRowSeller.start(tables);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<SqlTables.Answer>>();
      for (int number = 1; number <= units + 100; number++) {
        var hold = SqlTables.holdId(number);
        answers.add(callers.submit(() -> seller.reserve(hold, 1, UNTIL)));
      }
      for (Future<SqlTables.Answer> answer : answers) {
        if (answer.get(60, TimeUnit.SECONDS) == SqlTables.Answer.GRANTED) granted.incrementAndGet();
      }
    }
    assertThat(granted).hasValue(units);
    Books books = tables.unitBooks();
    assertThat(books.held()).isEqualTo(units);
    assertThat(books.available()).isZero();
  }

  @Test
  void aBatchThatFitsIsGrantedAsAWhole() throws Exception {
    assertThat(batch(request(1, 2), request(2, 1)))
        .containsExactly(SqlTables.Answer.GRANTED, SqlTables.Answer.GRANTED);
    assertHolds(2, 3);
  }

  @Test
  void aBatchThatDoesNotFitIsWalkedInOrder() throws Exception {
    assertThat(batch(request(1, 4), request(2, 2), request(3, 1)))
        .containsExactly(
            SqlTables.Answer.GRANTED, SqlTables.Answer.NOT_ENOUGH, SqlTables.Answer.GRANTED);
    assertHolds(2, CAPACITY);
  }

  @Test
  void aRepeatedHoldGetsTheSameAnswerInOneBatchAndInTwo() throws Exception {
    assertThat(batch(request(1, 2), request(1, 2), request(2, 1)))
        .containsExactly(
            SqlTables.Answer.GRANTED, SqlTables.Answer.GRANTED, SqlTables.Answer.GRANTED);
    assertThat(batch(request(1, 2), request(3, 1), request(2, 2)))
        .containsExactly(
            SqlTables.Answer.GRANTED, SqlTables.Answer.GRANTED, SqlTables.Answer.CONTENT_DIFFERS);
    assertHolds(3, 4);
  }

  @Test
  void aRepeatedHoldIsFoundAlsoWhenAllIsSold() throws Exception {
    batch(request(1, CAPACITY));
    assertThat(batch(request(1, CAPACITY), request(2, 1)))
        .containsExactly(SqlTables.Answer.GRANTED, SqlTables.Answer.NOT_ENOUGH);
    assertHolds(1, CAPACITY);
  }

  /** Enough for one, too little for both: the whole fits only without the repetition. */
  @Test
  void aRepetitionNeedsNoUnits() throws Exception {
    batch(request(1, 4));
    assertThat(batch(request(1, 4), request(2, 1)))
        .containsExactly(SqlTables.Answer.GRANTED, SqlTables.Answer.GRANTED);
    assertHolds(2, CAPACITY);
  }

  @Test
  void theBatcherAnswersEveryone() throws Exception {
    try (var seller = BatchedSqlSeller.start(tables, Runnable::run)) {
      List<CompletableFuture<SqlTables.Answer>> answers =
          List.of(seller.ask(request(1, 1)), seller.ask(request(2, 9)), seller.ask(request(1, 1)));
      assertThat(answers)
          .extracting(answer -> answer.get(10, TimeUnit.SECONDS))
          .containsExactly(
              SqlTables.Answer.GRANTED, SqlTables.Answer.NOT_ENOUGH, SqlTables.Answer.GRANTED);
    }
    assertHolds(1, 1);
  }

  /** Without the batcher's thread, so that it is known what is in one batch. */
  private List<SqlTables.Answer> batch(BatchedSqlSeller.Request... requests) throws Exception {
    try (var seller = BatchedSqlSeller.start(tables, Runnable::run)) {
      return seller.reserve(List.of(requests));
    }
  }

  private static BatchedSqlSeller.Request request(int number, int quantity) {
    return new BatchedSqlSeller.Request(SqlTables.holdId(number), quantity, UNTIL);
  }

  private void assertHolds(int holds, int units) throws SQLException {
    assertBooks(tables.books(), holds, units);
  }

  private static void assertBooks(Books books, int holds, int units) {
    assertThat(books.entries()).isEqualTo(holds);
    assertThat(books.held()).isEqualTo(units);
    assertThat(books.available()).isEqualTo(CAPACITY - units);
  }
}
