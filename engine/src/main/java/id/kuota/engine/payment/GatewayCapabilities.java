package id.kuota.engine.payment;

/**
 * What a gateway can do besides taking money. Whether it can for a certain payment depends on how
 * that was paid, and only the gateway knows: see {@link RefundOutcome.Refused}.
 *
 * @param refunds it can send money back
 * @param partialRefunds it can send back a part of it
 */
public record GatewayCapabilities(boolean refunds, boolean partialRefunds) {}
