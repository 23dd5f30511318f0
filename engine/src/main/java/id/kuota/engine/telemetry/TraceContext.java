package id.kuota.engine.telemetry;

import java.util.HexFormat;
import java.util.Optional;

/**
 * One span of one trace as other programs see it: W3C Trace Context, level 1.
 *
 * @param traceHigh the upper half of the trace's id
 * @param traceLow its lower half; the two are not both 0
 * @param span the id of the span; never 0
 * @param sampled whether the program that began the trace records it
 */
public record TraceContext(long traceHigh, long traceLow, long span, boolean sampled) {

  /** The header, and what stands for it in other places. */
  public static final String HEADER = "traceparent";

  private static final HexFormat HEX = HexFormat.of();
  private static final int LENGTH = 55;
  private static final int TRACE_AT = 3;
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;
  private static final int FORBIDDEN_VERSION = 0xff;

  public TraceContext {
    if ((traceHigh == 0 && traceLow == 0) || span == 0) {
      throw new IllegalArgumentException("an id of a trace or span is 0");
    }
  }

  /**
   * Reads the header {@code traceparent}. Of a later version the parts that this one knows count.
   *
   * @return empty if it is not valid: then the trace begins here
   */
  public static Optional<TraceContext> parse(String header) {
    if (header.length() < LENGTH || !isHex(header)) return Optional.empty();
    int version = HexFormat.fromHexDigits(header, 0, 2);
    if (version == FORBIDDEN_VERSION) return Optional.empty();
    boolean hasMore = header.length() > LENGTH;
    if (hasMore && (version == 0 || header.charAt(LENGTH) != '-')) return Optional.empty();
    long high = HexFormat.fromHexDigitsToLong(header, TRACE_AT, TRACE_AT + 16);
    long low = HexFormat.fromHexDigitsToLong(header, TRACE_AT + 16, TRACE_AT + 32);
    long span = HexFormat.fromHexDigitsToLong(header, SPAN_AT, SPAN_AT + 16);
    if ((high == 0 && low == 0) || span == 0) return Optional.empty();
    int flags = HexFormat.fromHexDigits(header, FLAGS_AT, LENGTH);
    return Optional.of(new TraceContext(high, low, span, (flags & 1) == 1));
  }

  /** Returns whether the known part has dashes in their places, and else digits in lower case. */
  private static boolean isHex(String header) {
    for (int i = 0; i < LENGTH; i++) {
      char c = header.charAt(i);
      boolean isDash = i == TRACE_AT - 1 || i == SPAN_AT - 1 || i == FLAGS_AT - 1;
      boolean fits = isDash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (!fits) return false;
    }
    return true;
  }

  /** Returns the value of the header. */
  public String traceparent() {
    return "00-" + traceId() + '-' + spanId() + (sampled ? "-01" : "-00");
  }

  /** Returns the id of the trace: 32 hexadecimal digits in lower case. */
  public String traceId() {
    return HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
  }

  /** Returns the id of the span: 16 hexadecimal digits in lower case. */
  public String spanId() {
    return HEX.toHexDigits(span);
  }

  /** Returns whether the other is of this trace. */
  public boolean isOfTraceOf(TraceContext other) {
    return traceHigh == other.traceHigh && traceLow == other.traceLow;
  }
}
