package id.kuota.persistence.waitingroom;

import id.kuota.engine.waitingroom.EntryId;
import java.time.Instant;

/**
 * A link that leads past the room.
 *
 * @param uses people who may use it; {@code used} have
 */
public record RoomLink(
    EntryId id,
    int uses,
    int used,
    Instant expiresAt,
    boolean revoked,
    String by,
    String reason,
    Instant createdAt) {}
