package id.kuota.bench.quota;

import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.BatchSizes;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.result.Figure;
import id.kuota.bench.surroundings.BenchServer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The strongest thing that a row of PostgreSQL allows: what many want at the same time goes as
 * arrays into one function, in one transaction, with the semantics of Kuota. The batcher is of the
 * same kind: one batch in flight, the next one gathers meanwhile, no timer.
 */
final class BatchedSqlSeller implements Seller {

  private static final int BATCH_MAX = 1_000;
  private static final int QUEUE = 20_000;
  private static final long IDLE_MILLIS = 100;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** One hold that is asked for. */
  record Request(UUID hold, int quantity, long until, CompletableFuture<SqlTables.Answer> answer) {
    Request(UUID hold, int quantity, long until) {
      this(hold, quantity, until, new CompletableFuture<>());
    }
  }

  private final SqlTables tables;
  private final Executor callers;
  private final Connection connection;
  private final PreparedStatement call;
  private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer;
  private volatile boolean closed;
  private volatile BatchSizes sizes = new BatchSizes();

  private BatchedSqlSeller(SqlTables tables, Executor callers) throws SQLException {
    this.tables = tables;
    this.callers = callers;
    this.connection = BenchServer.connect(tables.database());
    this.call = connection.prepareStatement("SELECT reserve_batch(?, ?, ?, ?, ?)");
    this.writer = Thread.ofPlatform().daemon().name("bench-sql-batches").unstarted(this::run);
  }

  /**
   * Begins to wait for requests.
   *
   * @param callers where the callers run
   */
  static BatchedSqlSeller start(SqlTables tables, Executor callers) throws SQLException {
    var seller = new BatchedSqlSeller(tables, callers);
    seller.writer.start();
    return seller;
  }

  @Override
  public String name() {
    return QuotaFindings.BATCHED;
  }

  @Override
  public void open(long capacity) throws SQLException {
    tables.open(capacity);
    sizes = new BatchSizes();
  }

  @Override
  public Answers sell(ClosedLoop loop, Numbers numbers) throws Exception {
    return loop.run(
        () -> {
          int number = numbers.next();
          long until = System.currentTimeMillis() + HOLD.toMillis();
          return ask(new Request(SqlTables.holdId(number), 1, until))
              .thenAccept(
                  answer -> {
                    if (answer != SqlTables.Answer.GRANTED) {
                      throw new IllegalStateException("answered " + answer);
                    }
                    numbers.granted(number);
                  });
        },
        callers);
  }

  CompletableFuture<SqlTables.Answer> ask(Request request) {
    if (!waiting.offer(request)) {
      request.answer().completeExceptionally(new IllegalStateException("the line is full"));
    }
    return request.answer();
  }

  private void run() {
    try {
      while (!closed) {
        Request first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) continue;
        var batch = new ArrayList<Request>();
        batch.add(first);
        waiting.drainTo(batch, BATCH_MAX - 1);
        answer(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(List<Request> batch) {
    sizes.add(batch.size());
    try {
      List<SqlTables.Answer> answers = reserve(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (SQLException e) {
      batch.forEach(request -> request.answer().completeExceptionally(e));
    }
  }

  /** One transaction; the answers are in the order of the requests. */
  List<SqlTables.Answer> reserve(List<Request> batch) throws SQLException {
    int size = batch.size();
    var ids = new UUID[size];
    var quantities = new int[size];
    var untils = new long[size];
    long units = 0;
    for (int i = 0; i < size; i++) {
      Request request = batch.get(i);
      ids[i] = request.hold();
      quantities[i] = request.quantity();
      untils[i] = request.until();
      units += request.quantity();
    }
    call.setInt(1, SqlTables.QUOTA);
    call.setArray(2, connection.createArrayOf("uuid", ids));
    call.setObject(3, quantities);
    call.setObject(4, untils);
    call.setLong(5, units);
    try (ResultSet row = call.executeQuery()) {
      row.next();
      Array answers = row.getArray(1);
      return answers == null
          ? Collections.nCopies(size, SqlTables.Answer.GRANTED)
          : Arrays.stream((Integer[]) answers.getArray()).map(SqlTables.Answer::of).toList();
    }
  }

  @Override
  public List<Books> books() throws SQLException {
    return List.of(tables.books());
  }

  @Override
  public List<Figure> batches() {
    return sizes.figures();
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      writer.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
