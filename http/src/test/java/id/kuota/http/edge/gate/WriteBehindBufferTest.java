package id.kuota.http.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.GateRefusals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class WriteBehindBufferTest {

  private final List<Map<String, Long>> written = new ArrayList<>();
  private boolean down;
  private final WriteBehindBuffer<String, Long> gathered =
      new WriteBehindBuffer<>("counts", Long::sum, this::write);

  @Test
  void whatBelongsTogetherIsWrittenOnce() {
    gathered.add("a", 1L);
    gathered.add("b", 1L);
    gathered.add("a", 2L);
    gathered.write();
    assertThat(written).containsExactly(Map.of("a", 3L, "b", 1L));
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    down = true;
    gathered.add("a", 1L);
    gathered.write();
    gathered.add("a", 1L);
    down = false;
    gathered.write();
    assertThat(written).containsExactly(Map.of("a", 2L));
  }

  @Test
  void whileNothingCanBeWrittenNotEverythingIsKept() {
    for (int i = 0; i < 30_000; i++) gathered.add("key " + i, 1L);
    gathered.add("key 0", 1L);
    gathered.write();
    assertThat(written.getFirst()).hasSize(20_000).containsEntry("key 0", 2L);
  }

  private static final class NoDatabase extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() throws SQLException {
      throw new SQLException("down");
    }
  }

  private void write(Map<String, Long> values) {
    if (down) new GateRefusals(new NoDatabase()).of(new SaleId("concert"));
    written.add(values);
  }
}
