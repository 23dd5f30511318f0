package id.kuota.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  private static final Operation BEGUN =
      Operation.invoke(3, Operation.Kind.PLACE, 7, "key-1", "hot", 1);
  private static final Operation ENDED =
      BEGUN.end(Operation.Type.OK, 9, new Operation.Answer("ord_1", "held", "", 2, 1));

  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void whatIsWrittenIsReadByTime() throws IOException {
    var histories = new Histories(folder);
    Operation other = Operation.invoke(4, Operation.Kind.LOOK, 8, "key-1", "hot", 1);
    try (Histories.Recorder third = histories.recorder(3);
        Histories.Recorder fourth = histories.recorder(4)) {
      third.write(BEGUN);
      third.write(ENDED);
      fourth.write(other);
    }
    assertThat(histories.read()).containsExactly(BEGUN, other, ENDED);
  }

  @Test
  void anOrderIsAnAppendAndTheFinalReadAList() throws IOException {
    var histories = new Histories(folder);
    try (Histories.Recorder recorder = histories.recorder(3)) {
      recorder.write(BEGUN);
    }
    assertThat(Files.readString(folder.resolve("client-003.jsonl")))
        .contains(
            "\"type\":\"invoke\"", "\"f\":\"txn\"", "\"value\":[[\"append\",\"hot\",\"key-1\"]]");

    var end =
        new FinalState(
            60_000,
            10,
            List.of(new FinalState.FinalQuota("hot", 5, 5, 4, 1, 0)),
            List.of(new FinalState.FinalOrder("ord_1", 4, "held")));
    histories.finish(end, List.of(BEGUN, ENDED));
    assertThat(histories.finalState()).isEqualTo(end);
    assertThat(Files.readString(folder.resolve("final-read.jsonl")))
        .contains("[[\"r\",\"hot\",[\"key-1\"]]]");
  }
}
