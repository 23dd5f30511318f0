package id.kuota.http.edge.waitingroom;

import id.kuota.persistence.waitingroom.RecordedChange;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.RoomLink;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set of a room, with the record of it.
 *
 * @param ratePerMinute null for that of the terms
 */
record ControlsJson(
    String sale,
    @Nullable Integer ratePerMinute,
    boolean paused,
    boolean draining,
    RoomJson.@Nullable Message message,
    @Nullable String shopUrl,
    List<Link> links,
    List<Change> changes) {

  record Change(String change, String by, String reason, Instant at) {
    static Change of(RecordedChange change) {
      return new Change(change.change(), change.by(), change.reason(), change.at());
    }
  }

  record Link(
      String id,
      int uses,
      int used,
      Instant expiresAt,
      boolean revoked,
      String by,
      String reason,
      Instant createdAt) {
    static Link of(RoomLink link) {
      return new Link(
          link.id().toString(),
          link.uses(),
          link.used(),
          link.expiresAt(),
          link.revoked(),
          link.by(),
          link.reason(),
          link.createdAt());
    }
  }

  static ControlsJson of(Room room, List<RoomLink> links, List<RecordedChange> changes) {
    Room.Controls controls = room.controls();
    boolean isSilent = controls.messageId().isEmpty() && controls.messageEn().isEmpty();
    return new ControlsJson(
        room.sale().value(),
        controls.rate().isPresent() ? controls.rate().getAsInt() : null,
        controls.paused(),
        controls.draining(),
        isSilent ? null : new RoomJson.Message(controls.messageId(), controls.messageEn()),
        controls.shopUrl().orElse(null),
        links.stream().map(Link::of).toList(),
        changes.stream().map(Change::of).toList());
  }
}
