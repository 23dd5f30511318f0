package id.kuota.http.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.telemetry.Metric;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.testing.RecordedTelemetry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

/** What the gates of a node report. */
final class AdmissionMetricsTest {

  private static final RequestContext ANYONE =
      new RequestContext(HttpRequest.POST("/v1/orders"), Map.of(), new Bodies(() -> null));

  private final RecordedTelemetry telemetry = new RecordedTelemetry();
  private final Admission admission = new Admission(Runnable::run, telemetry);

  @Test
  void ordersAreInFlightUntilTheyAreAnsweredAndRefusedAboveTheLimit() {
    var first = new CompletableFuture<HttpResponse>();
    admission.order(ANYONE, () -> first);
    for (int i = 1; i <= ConcurrencyLimit.CROWD; i++) {
      admission.order(ANYONE, CompletableFuture::new);
    }

    assertThat(inFlight("orders")).isEqualTo(ConcurrencyLimit.CROWD);
    assertThat(telemetry.gauge(Metric.ADMISSION_LIMIT, "orders")).isEqualTo(ConcurrencyLimit.CROWD);
    assertThat(telemetry.count(Metric.ADMISSION_REFUSED, "orders")).isEqualTo(1);
    first.complete(HttpResponse.create());
    assertThat(inFlight("orders")).isEqualTo(ConcurrencyLimit.CROWD - 1.0);
  }

  @Test
  void readsAboveTheirLimitAreRefused() {
    for (int i = 0; i <= Admission.READS_MAX; i++) {
      admission.read(ANYONE, CompletableFuture::new);
    }

    assertThat(inFlight("reads")).isEqualTo(Admission.READS_MAX);
    assertThat(telemetry.gauge(Metric.ADMISSION_LIMIT, "reads")).isEqualTo(Admission.READS_MAX);
    assertThat(telemetry.count(Metric.ADMISSION_REFUSED, "reads")).isEqualTo(1);
    assertThat(telemetry.count(Metric.ADMISSION_REFUSED, "orders")).isZero();
  }

  @Test
  void whileTicketsAreScannedOrdersWaitForTheirTurn() {
    assertThat(telemetry.gauge(Metric.ADMISSION_LIMIT, "turns")).isEqualTo(ScanPriority.MOST);
    var scan = new CompletableFuture<HttpResponse>();
    admission.scan(() -> scan);
    int many = 500;
    for (int i = 0; i < many; i++) admission.order(ANYONE, CompletableFuture::new);

    assertThat(inFlight("scans")).isEqualTo(1);
    assertThat(telemetry.gauge(Metric.ADMISSION_LIMIT, "turns")).isBetween(1.0, many - 1.0);
    assertThat(inFlight("turns")).isEqualTo(telemetry.gauge(Metric.ADMISSION_LIMIT, "turns"));
    assertThat(inFlight("turns") + telemetry.gauge(Metric.ADMISSION_WAITING, "turns"))
        .isEqualTo(many);
    scan.complete(HttpResponse.create());
    assertThat(inFlight("scans")).isZero();
  }

  private double inFlight(String gate) {
    return telemetry.gauge(Metric.ADMISSION_IN_FLIGHT, gate);
  }
}
