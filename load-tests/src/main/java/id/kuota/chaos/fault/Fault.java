package id.kuota.chaos.fault;

import java.time.Duration;

/**
 * A fault of a schedule.
 *
 * @param at the earliest time since the load began; later if the cluster is not whole by then
 * @param pick chooses the node, where the kind does not
 * @param time from the fault to its end; zero where it ends by itself
 */
public record Fault(FaultKind kind, Duration at, int pick, Duration time) {}
