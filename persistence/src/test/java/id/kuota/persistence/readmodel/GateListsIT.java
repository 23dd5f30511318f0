package id.kuota.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Portable;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.persistence.projection.ProjectionRebuild;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists of those who look after the gates, on a real PostgreSQL. */
final class GateListsIT {

  private static final Instant NOW = Instant.parse("2026-11-21T12:10:30Z");
  private static final SaleId SALE = new SaleId("concert");
  private static final TicketOrigin ORIGIN = new TicketOrigin("ord_1", SALE, new OfferId("cat1"));
  private static final TicketId TICKET = TicketId.of("ord_1", 1);
  private static final DeviceId FIRST = new DeviceId("dev_" + "0".repeat(26));
  private static final DeviceId SECOND = new DeviceId("dev_" + "1".repeat(26));

  private final SalesDatabase database = new SalesDatabase();
  private final GateConflicts conflicts = new GateConflicts(database.source());
  private final GateDevices devices = new GateDevices(database.source());
  private final DevicePresences presences = new DevicePresences(database.source());
  private final GateRefusals refusals = new GateRefusals(database.source());

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void conflictsAreListedNewestFirstAndPageByPage() throws SQLException {
    Scan north = scan("n1", "north");
    Scan south = scan("n2", "south");
    Scan west = scan("n3", "west");
    write("Ticket|" + TICKET, new TicketEvent.TicketIssued(TICKET, ORIGIN, NOW));
    write("Ticket|" + TICKET, found(north, south, TicketRefusal.ALREADY_REDEEMED, NOW));
    database.catchUpCounts();
    write("Ticket|" + TICKET, found(west, west, TicketRefusal.REVOKED, NOW.plusSeconds(5)));
    database.catchUpCounts();

    var expected =
        List.of(
            new GateConflicts.Found(
                NOW.plusSeconds(5),
                TICKET.value(),
                "n3",
                "revoked",
                "main",
                new GateConflicts.Passed("concert.west", "device", NOW),
                null),
            new GateConflicts.Found(
                NOW,
                TICKET.value(),
                "n2",
                "already_redeemed",
                "main",
                new GateConflicts.Passed("concert.south", "device", NOW),
                new GateConflicts.Passed("concert.north", "device", NOW)));
    assertThat(conflicts.page(SALE, GateConflicts.Cursor.START, 10).rows()).isEqualTo(expected);
    Page<GateConflicts.Found> first = conflicts.page(SALE, GateConflicts.Cursor.START, 1);
    assertThat(first.hasMore()).isTrue();
    GateConflicts.Cursor next =
        GateConflicts.Cursor.parse(GateConflicts.Cursor.after(first.rows().getLast()).text())
            .orElseThrow();
    assertThat(conflicts.page(SALE, next, 1).rows()).containsExactly(expected.get(1));
    assertThat(conflicts.page(new SaleId("another"), GateConflicts.Cursor.START, 1).rows())
        .isEmpty();
    assertThat(GateConflicts.Cursor.parse("nonsense")).isEmpty();
    assertThat(GateConflicts.Cursor.parse("")).isEmpty();

    rebuild();
    assertThat(conflicts.page(SALE, GateConflicts.Cursor.START, 10).rows()).isEqualTo(expected);
  }

  @Test
  void devicesAreListedFromTheirInvitationToTheirEnd() throws SQLException {
    write("Device|" + FIRST, new DeviceEvent.DeviceInvited(FIRST, terms("North"), "operator", NOW));
    write(
        "Device|" + FIRST,
        new DeviceEvent.DeviceInitialized("nonce-1", "page", NOW.plusSeconds(1)));
    write(
        "Device|" + SECOND, new DeviceEvent.DeviceInvited(SECOND, terms("South"), "operator", NOW));
    database.catchUpCounts();
    var second =
        new GateDevices.Listed(
            SECOND.value(), "South", "steward", "", "invited", 0, "", NOW, NOW, null);
    assertThat(devices.page(SALE, "", 10).rows()).containsExactly(first("active", 1, 1), second);

    write("Device|" + FIRST, new DeviceEvent.DeviceKeyRolled(2, "nonce-2", NOW.plusSeconds(2)));
    database.catchUpCounts();
    assertThat(devices.page(SALE, "", 1).rows()).containsExactly(first("active", 2, 2));
    write("Device|" + FIRST, new DeviceEvent.DeviceRevoked("lost", "operator", NOW.plusSeconds(3)));
    database.catchUpCounts();
    assertThat(devices.page(SALE, "", 1).rows()).containsExactly(first("revoked", 0, 3));
    assertThat(devices.page(SALE, "", 1).hasMore()).isTrue();
    assertThat(devices.page(SALE, FIRST.value(), 1).rows()).containsExactly(second);

    rebuild();
    assertThat(devices.page(SALE, "", 10).rows()).containsExactly(first("revoked", 0, 3), second);
  }

  @Test
  void whatADeviceSaysOfItselfIsListedAndOutlivesARebuild() throws SQLException {
    var bound = new DeviceTerms(SALE, "North", DeviceTerms.Role.STEWARD, "lounge");
    write("Device|" + FIRST, new DeviceEvent.DeviceInvited(FIRST, bound, "operator", NOW));
    database.catchUpCounts();
    var told = new DevicePresence(NOW, 81L, false, 3L, "page 1", "concert.north");
    presences.put(
        Map.of(FIRST.value(), told, SECOND.value(), DevicePresence.seen(NOW.plusSeconds(9))));
    assertThat(presenceOfFirst()).isEqualTo(told);

    presences.put(Map.of(FIRST.value(), DevicePresence.seen(NOW.plusSeconds(7))));
    assertThat(presenceOfFirst())
        .as("what was not said again stays")
        .isEqualTo(
            new DevicePresence(NOW.plusSeconds(7), 81L, false, 3L, "page 1", "concert.north"));
    presences.put(
        Map.of(FIRST.value(), new DevicePresence(NOW.plusSeconds(5), 80L, true, 0L, null, null)));
    var now = new DevicePresence(NOW.plusSeconds(7), 80L, true, 0L, "page 1", "concert.north");
    assertThat(presenceOfFirst()).isEqualTo(now);

    rebuild();
    assertThat(presenceOfFirst()).as("no event tells it").isEqualTo(now);
    assertThat(devices.page(SALE, "", 1).rows())
        .singleElement()
        .returns("lounge", GateDevices.Listed::list);
  }

  private @Nullable DevicePresence presenceOfFirst() {
    return devices.page(SALE, "", 1).rows().getFirst().presence();
  }

  @Test
  void refusalsOfAllNodesAreAddedUp() throws SQLException {
    var used = new GateRefusals.Refusal("concert", "concert.north", "main", "already_redeemed");
    var invalid = new GateRefusals.Refusal("concert", "concert.north", "main", "invalid");
    refusals.add(Map.of(used, 3L, invalid, 1L));
    refusals.add(
        Map.of(
            used, 2L, new GateRefusals.Refusal("another", "another.gate", "main", "invalid"), 7L));
    var expected =
        List.of(
            new GateRefusals.Refused("concert.north", "main", "already_redeemed", 5),
            new GateRefusals.Refused("concert.north", "main", "invalid", 1));
    assertThat(refusals.of(SALE)).isEqualTo(expected);

    rebuild();
    assertThat(refusals.of(SALE)).as("no event tells them").isEqualTo(expected);
  }

  private void rebuild() throws SQLException {
    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
  }

  private void write(String stream, Portable event) throws SQLException {
    database.journal().write(stream, event);
  }

  private static GateDevices.Listed first(String status, long key, int seconds) {
    return new GateDevices.Listed(
        FIRST.value(),
        "North",
        "steward",
        "",
        status,
        key,
        "page",
        NOW,
        NOW.plusSeconds(seconds),
        null);
  }

  private static DeviceTerms terms(String name) {
    return new DeviceTerms(SALE, name, DeviceTerms.Role.STEWARD);
  }

  private static TicketEvent.ConflictFound found(
      Scan earlier, Scan later, TicketRefusal reason, Instant at) {
    return new TicketEvent.ConflictFound(ORIGIN, earlier, later, reason, at);
  }

  private static Scan scan(String nonce, String gate) {
    return new Scan(nonce, new GateId("concert." + gate), "device", "main", NOW);
  }
}
