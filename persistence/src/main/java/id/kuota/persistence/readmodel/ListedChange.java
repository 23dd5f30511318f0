package id.kuota.persistence.readmodel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the configuration of a sale.
 *
 * @param kind what was changed: terms_set, lists_set, opened, paused, closed, capacity_set,
 *     device_invited or device_revoked
 * @param subject the quota or device; empty if it is the sale itself
 * @param by who did it
 * @param before the capacity before; null for other kinds
 * @param after the capacity since
 * @param reason why, as far as it was given; for a device that was invited, its name
 */
public record ListedChange(
    String id,
    String sale,
    String kind,
    String subject,
    String by,
    @Nullable Long before,
    @Nullable Long after,
    String reason,
    Instant changedAt) {}
