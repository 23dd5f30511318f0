package id.kuota.chaos.run;

import id.kuota.chaos.cluster.ChaosDatabase;
import id.kuota.chaos.cluster.LeaseRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Which node owned each quota when that could last be told. Looks several times a second, since a
 * look sees the latest write of each node only.
 */
final class Owners implements AutoCloseable {

  private static final long PERIOD_MILLIS = 150;

  private final ChaosDatabase database;
  private final String sale;
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("owners").factory());

  Owners(ChaosDatabase database, String sale) {
    this.database = database;
    this.sale = sale;
    var _ =
        clock.scheduleWithFixedDelay(
            this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try (Connection connection = database.connect()) {
      owners.putAll(new LeaseRows(connection).owners(sale));
    } catch (SQLException away) {
      return; // What was known is still the best guess.
    }
  }

  /** Returns the address of the owner of each quota that has one. */
  Map<String, String> now() {
    return new HashMap<>(owners);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
