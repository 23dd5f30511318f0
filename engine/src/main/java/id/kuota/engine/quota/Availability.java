package id.kuota.engine.quota;

import id.kuota.engine.ClusterMessage;

/**
 * The numbers that a quota publishes to all nodes, at most every tenth of a second.
 *
 * @param revision sequence number of the last event in the numbers; a lower one is older news
 */
public record Availability(QuotaId quota, long available, long held, long revision)
    implements ClusterMessage {}
