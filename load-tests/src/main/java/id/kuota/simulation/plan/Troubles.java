package id.kuota.simulation.plan;

/**
 * How often calls fail for no reason, 0 to 1.
 *
 * @param writeFails the journal refuses a write
 * @param answerLost the journal has a write, and says that it failed
 * @param readFails the journal cannot be read
 * @param gatewaySilent a call to the gateway has no answer, whether it was done or not
 * @param gatewayStubborn the gateway takes money for an attempt that it has ended
 * @param gatewayRefuses the gateway does not send money back
 * @param gatewayBusy a node does not even ask the gateway
 * @param gatewayUndecided the gateway cannot say or do something now
 */
public record Troubles(
    double writeFails,
    double answerLost,
    double readFails,
    double gatewaySilent,
    double gatewayStubborn,
    double gatewayRefuses,
    double gatewayBusy,
    double gatewayUndecided) {

  public static final Troubles NONE = new Troubles(0, 0, 0, 0, 0, 0, 0, 0);
}
