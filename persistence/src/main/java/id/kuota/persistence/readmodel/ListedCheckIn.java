package id.kuota.persistence.readmodel;

import java.time.Instant;

/**
 * A passage of a ticket through a gate.
 *
 * @param number of its event in the ticket's journal
 * @param list what was entered, such as the venue or its lounge
 * @param direction in or out
 * @param mode online, offline or forced
 * @param outcome passed, annulled or conflict
 * @param reason why it was forced, or what it conflicts with; else empty
 * @param passedAt when the ticket's holder went through
 */
public record ListedCheckIn(
    String ticket,
    long number,
    String order,
    String sale,
    String offer,
    String list,
    String gate,
    String device,
    String direction,
    String mode,
    String outcome,
    String reason,
    Instant passedAt,
    Instant recordedAt,
    Instant changedAt) {}
