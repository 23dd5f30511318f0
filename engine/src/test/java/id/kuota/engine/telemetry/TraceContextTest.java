package id.kuota.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of other programs, after the cases of W3C's own test suite; and our form of it. */
final class TraceContextTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void aHeaderIsReadAndWritten() {
    TraceContext context = TraceContext.parse(VALID).orElseThrow();

    assertThat(context.traceId()).isEqualTo(TRACE);
    assertThat(context.spanId()).isEqualTo(SPAN);
    assertThat(context.sampled()).isTrue();
    assertThat(context.traceparent()).isEqualTo(VALID);
  }

  @Test
  void onlyTheLastBitOfTheFlagsCounts() {
    assertThat(TraceContext.parse(VALID.replaceFirst("01$", "00")).orElseThrow().sampled())
        .isFalse();
    assertThat(TraceContext.parse(VALID.replaceFirst("01$", "fe")).orElseThrow().sampled())
        .isFalse();
    assertThat(TraceContext.parse(VALID.replaceFirst("01$", "ff")).orElseThrow().sampled())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"
      })
  void ofALaterVersionTheKnownPartsCount(String header) {
    assertThat(TraceContext.parse(header)).map(TraceContext::traceId).contains(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        TRACE,
        "ff-" + TRACE + "-" + SPAN + "-01", // The version that is forbidden.
        "0-" + TRACE + "-" + SPAN + "-01",
        ".0-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
        "00-" + TRACE + "-B7AD6B7169203331-01",
        "00-" + TRACE + "-" + SPAN + "-0X",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-01.",
        "cc-" + TRACE + "-" + SPAN + "-01.what",
        "00_" + TRACE + "-" + SPAN + "-01",
        "00-0af7651916cd43dd8448eb211c80319-" + SPAN + "-01",
        " 00-" + TRACE + "-" + SPAN + "-01"
      })
  void whatIsNotValidBeginsAnewTrace(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void aContextTravelsAsBytes() {
    var context =
        new CallContext(
            Collections.nCopies(CallContext.TRACES_MAX, TraceContext.parse(VALID).orElseThrow()),
            Instant.ofEpochMilli(1_700_000_000_123L),
            Criticality.CRITICAL);

    assertThat(CallContext.read(ByteBuffer.wrap(context.toBytes()))).contains(context);
    assertThat(context.toBytes()).hasSize(context.bytes());
  }

  @Test
  void whatALaterReleaseWritesIsSkipped() {
    byte[] bytes = new CallContext(List.of(), Instant.EPOCH, Criticality.DEFAULT).toBytes();
    byte[] broken = new byte[bytes.length - 1];
    System.arraycopy(bytes, 0, broken, 0, broken.length);
    bytes[0] = 2;

    assertThat(CallContext.read(ByteBuffer.wrap(bytes))).isEmpty();
    assertThat(CallContext.read(ByteBuffer.wrap(broken))).isEmpty();
  }
}
