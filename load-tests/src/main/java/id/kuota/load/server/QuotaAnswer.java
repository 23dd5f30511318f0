package id.kuota.load.server;

/** The numbers of a quota as the server tells them. */
public record QuotaAnswer(
    String id, long capacity, long available, long held, long sold, long openHolds) {}
