package id.kuota.bench.micro;

import id.kuota.engine.Portable;
import id.kuota.engine.order.OrderEvent;
import id.kuota.persistence.journal.JournalCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The journal row of an order of one line. */
@State(Scope.Benchmark)
public class OrderCodec {

  private final JournalCodec codec = new JournalCodec();
  private final OrderEvent.OrderPlaced event = Samples.placed(1);
  private final String manifest = codec.manifest(event);
  private final byte[] bytes = codec.encode(event);

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
