package id.kuota.engine.telemetry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What travels beside a message, and with a traced event into the journal: on whose behalf it is
 * sent.
 *
 * @param traces those of the requests that a message is for: one, or those of a batch
 * @param deadline after it no client waits for the answer
 * @param criticality the highest of the requests
 */
public record CallContext(List<TraceContext> traces, Instant deadline, Criticality criticality) {

  /** The most traces that one message carries: 25 bytes each. */
  public static final int TRACES_MAX = 128;

  private static final byte VERSION = 1;
  private static final int HEAD = 1 + Long.BYTES + 1 + 1;
  private static final int TRACE = 3 * Long.BYTES + 1;

  public CallContext {
    if (traces.size() > TRACES_MAX) {
      throw new IllegalArgumentException("more than %d traces".formatted(TRACES_MAX));
    }
    traces = List.copyOf(traces);
  }

  /** Returns whether a trace of it is recorded by the program that began it. */
  public boolean isSampled() {
    for (TraceContext trace : traces) {
      if (trace.sampled()) return true;
    }
    return false;
  }

  /** Writes it, {@link #bytes} long. */
  public void write(ByteBuffer to) {
    to.put(VERSION).putLong(deadline.toEpochMilli());
    to.put(criticality.code()).put((byte) traces.size());
    for (TraceContext trace : traces) {
      to.putLong(trace.traceHigh()).putLong(trace.traceLow()).putLong(trace.span());
      to.put((byte) (trace.sampled() ? 1 : 0));
    }
  }

  /** Returns how many bytes it is when written. */
  public int bytes() {
    return HEAD + traces.size() * TRACE;
  }

  /** Returns it as written. */
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(bytes());
    write(buffer);
    return buffer.array();
  }

  /** Reads what {@link #write} has written; empty if a later release wrote it, or it is broken. */
  public static Optional<CallContext> read(ByteBuffer from) {
    try {
      if (from.get() != VERSION) return Optional.empty();
      Instant deadline = Instant.ofEpochMilli(from.getLong());
      Criticality criticality = Criticality.of(from.get());
      int size = from.get() & 0xff;
      if (size > TRACES_MAX) return Optional.empty();
      var traces = new ArrayList<TraceContext>(size);
      for (int i = 0; i < size; i++) {
        traces.add(
            new TraceContext(from.getLong(), from.getLong(), from.getLong(), from.get() == 1));
      }
      return Optional.of(new CallContext(traces, deadline, criticality));
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }
}
