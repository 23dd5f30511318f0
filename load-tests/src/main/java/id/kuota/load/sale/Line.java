package id.kuota.load.sale;

/** Units of one offer in an order. */
public record Line(String offer, int quantity) {}
