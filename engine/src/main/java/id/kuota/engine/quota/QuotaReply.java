package id.kuota.engine.quota;

/**
 * The answer of {@link QuotaBatcher} to the submitter of a request; stays within the node.
 *
 * @param tag the submitter's own mark, returned as it came
 */
public record QuotaReply(QuotaId quota, long tag, QuotaAnswer answer) {}
