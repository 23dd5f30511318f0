package id.kuota.engine.quota;

/**
 * What {@link QuotaBatcher} tells who submitted a request; stays within the node.
 *
 * @param tag the submitter's own mark, returned as it came
 */
public record QuotaReply(QuotaId quota, long tag, QuotaAnswer answer) {}
