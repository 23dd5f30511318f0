package id.kuota.persistence.waitingroom;

import java.time.Instant;

/** A change of a room, as it was recorded. */
public record RecordedChange(String change, String by, String reason, Instant at) {}
