package id.kuota.load.server;

/** The numbers of a quota in an answer of the server. */
public record QuotaAnswer(
    String id, long capacity, long available, long held, long sold, long openHolds) {}
