package id.kuota.engine.sale;

/**
 * A quota of the sale and the capacity that it begins with. Later changes of the capacity go to the
 * quota itself, with a reason.
 */
public record QuotaTerms(String name, long capacity) {}
