package id.kuota.http.contract;

import id.kuota.engine.device.DeviceId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.identity.DeviceKeys;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OrderSeal;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.identity.TicketLink;
import id.kuota.http.edge.identity.TicketLinks;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A good request to every operation of tickets, gates and devices. */
final class GateRequests {

  static final TicketId TICKET = TicketId.of(ContractFixture.ORDER.value(), 1);
  static final OfferId OFFER = new OfferId("cat1");
  static final String NONCE = "nonce-of-the-gate";

  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  static final SigningKeys KEYS = new SigningKeys(SECRET, KeyNumbers.FIRST);
  private static final DeviceKeys DEVICES = new DeviceKeys(SECRET);
  static final DeviceId DEVICE = DEVICES.of("key-1-0123456789abcde");

  private static final String OPERATOR = "Bearer " + RunningEdge.OPERATOR_KEY;
  private static final String GATE = "/v1/gates/" + Samples.SALE + ".north/";
  private static final String SCAN = "{\"code\":\"%s\",\"nonce\":\"%s\"}".formatted(code(), NONCE);

  private GateRequests() {}

  static List<Request> all() {
    String tickets = "/v1/orders/" + ContractFixture.ORDER + "/tickets";
    String ticket = tickets + "/" + TICKET;
    String page =
        "/tickets/" + new TicketLinks(SECRET).of(new TicketLink(ContractFixture.ORDER, TICKET, 1));
    String device = "/v1/devices/" + DEVICE;
    String sale = "/v1/sales/" + Samples.SALE;
    String of = "/v1/orders/{order}/tickets";
    return List.of(
        anybody("GET " + of, tickets, null),
        anybody("POST " + of + "/{ticket}/reissue", ticket + "/reissue", "{\"generation\":1}")
            .with("Idempotency-Key", "key-2-0123456789abcde"),
        operator("POST " + of + "/{ticket}/void", ticket + "/void", "{\"reason\":\"stolen\"}"),
        anybody("GET /tickets/{ticket}", page, null),
        anybody("GET /tickets/{ticket}/qr.svg", page + "/qr.svg", null),
        anybody("GET /tickets/{ticket}/qr.png", page + "/qr.png", null),
        device("POST /v1/gates/{gate}/redeem", GATE + "redeem", SCAN),
        device("POST /v1/gates/{gate}/annul", GATE + "annul", SCAN),
        device("GET /v1/gates/{gate}/orders", GATE + "orders?order=" + ContractFixture.ORDER, null),
        device(
            "POST /v1/gates/{gate}/redeem-group",
            GATE + "redeem-group",
            "{\"order\":\"%s\",\"tickets\":[{\"id\":\"%s\"}],\"nonce\":\"%s\"}"
                .formatted(ContractFixture.ORDER, TICKET, NONCE)),
        device(
            "POST /v1/gates/{gate}/scans",
            GATE + "scans",
            "{\"scans\":[%s]}"
                .formatted(SCAN.replace("}", ",\"scanned_at\":\"2026-11-21T03:00:00Z\"}"))),
        device(
            "POST /v1/check-ins",
            "/v1/check-ins",
            SCAN.replace("{", "{\"gate\":\"%s.north\",".formatted(Samples.SALE))),
        operator(
                "POST /v1/devices",
                "/v1/devices",
                "{\"sale\":\"%s\",\"name\":\"North\",\"role\":\"steward\"}".formatted(Samples.SALE))
            .with("Idempotency-Key", "key-1-0123456789abcde"),
        operator("GET /v1/devices/{device}", device, null),
        operator("GET /v1/devices/{device}/setup.svg", device + "/setup.svg", null),
        operator("POST /v1/devices/{device}/revoke", device + "/revoke", "{\"reason\":\"lost\"}"),
        anybody(
            "POST /v1/device/initialize",
            "/v1/device/initialize",
            "{\"token\":\"%s\",\"nonce\":\"%s\"}".formatted(DEVICES.setupToken(DEVICE), NONCE)),
        device("GET /v1/device", "/v1/device", null),
        device(
            "POST /v1/device/heartbeat",
            "/v1/device/heartbeat",
            "{\"unsent\":2,\"battery\":81,\"charging\":false}"),
        device("GET /v1/sales/{sale}/lists", sale + "/lists", null),
        operator(
                "PUT /v1/sales/{sale}/lists",
                sale + "/lists",
                "{\"lists\":[{\"id\":\"main\",\"offers\":[\"cat1\"]}]}")
            .with("If-Match", "\"3\""),
        device("POST /v1/device/roll", "/v1/device/roll", "{\"nonce\":\"%s\"}".formatted(NONCE)),
        anybody("GET /.well-known/jwks.json", "/.well-known/jwks.json", null),
        device("GET /v1/sales/{sale}/void-codes", sale + "/void-codes", null),
        device("GET /v1/sales/{sale}/gates", sale + "/gates", null),
        device("GET /v1/sales/{sale}/conflicts", sale + "/conflicts", null),
        operator("GET /v1/sales/{sale}/devices", sale + "/devices", null));
  }

  /** The request to the operation that ends so. */
  static Request of(String end) {
    return all().stream()
        .filter(request -> request.operation().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  /** The same, of something that there is not. */
  static Request elsewhere(Request request) {
    Request other =
        request.at(
            request
                .path()
                .replaceFirst("/orders/[^/]+", "/orders/ord_nothing")
                .replaceFirst("order=.*", "order=ord_nothing")
                .replaceFirst("^/tickets/[^/]+", "/tickets/nothing")
                .replaceFirst("/devices/[^/]+", "/devices/dev_nothing")
                .replaceFirst("/sales/[^/]+", "/sales/No-Sale"));
    String body = other.body();
    return body == null
        ? other
        : other.saying(
            body.replaceFirst("\"KT1:[^\"]*\"", "\"KT1:nothing\"")
                .replaceFirst("\"ord_[^\"]*\"", "\"ord_nothing\"")
                .replaceFirst("\"setup_[^\"]*\"", "\"setup_nothing\""));
  }

  private static String code() {
    var claim =
        new TicketClaim(
            KEYS.active(),
            TICKET,
            1,
            Samples.SALE,
            OFFER,
            new OrderSeal(SECRET).seal(ContractFixture.ORDER, TICKET));
    return TicketCode.write(claim, KEYS.signer());
  }

  private static Request anybody(String operation, String path, @Nullable String body) {
    var request = new Request(operation, path, body, Map.of());
    return body == null ? request : request.with("Content-Type", "application/json");
  }

  private static Request operator(String operation, String path, @Nullable String body) {
    return anybody(operation, path, body).with("Authorization", OPERATOR);
  }

  private static Request device(String operation, String path, @Nullable String body) {
    return anybody(operation, path, body).with("Authorization", "Bearer " + DEVICES.key(DEVICE, 1));
  }
}
