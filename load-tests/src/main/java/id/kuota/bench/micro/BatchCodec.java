package id.kuota.bench.micro;

import id.kuota.engine.Portable;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.persistence.journal.JournalCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The journal row of a batch of holds. */
@State(Scope.Benchmark)
public class BatchCodec {

  /** Holds in the row. */
  @Param({"1", "100", "1000"})
  public int batch;

  private final JournalCodec codec = new JournalCodec();
  private QuotaEvent.BatchApplied event = Samples.batch(0, 1);
  private String manifest = "";
  private byte[] bytes = {};

  /** Writes it once. */
  @Setup
  public void write() {
    event = Samples.batch(0, batch);
    manifest = codec.manifest(event);
    bytes = codec.encode(event);
  }

  /** To bytes. */
  @Benchmark
  public byte[] encode() {
    return codec.encode(event);
  }

  /** From bytes. */
  @Benchmark
  public Portable decode() {
    return codec.decode(manifest, bytes);
  }
}
