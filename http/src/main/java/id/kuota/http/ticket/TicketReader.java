package id.kuota.http.ticket;

import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.http.identity.OrderSeal;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.identity.SigningKeys;
import java.util.Optional;

/** Reads what a gate has scanned. */
public final class TicketReader {

  private final SigningKeys keys;
  private final OrderSeal seal;

  public TicketReader(ServerSecret secret, SigningKeys keys) {
    this.keys = keys;
    this.seal = new OrderSeal(secret);
  }

  /** What the code says, if one of our keys has signed it. */
  public Optional<ShownTicket> read(String code) {
    return TicketCode.read(code, keys::verifier)
        .map(
            claim ->
                new ShownTicket(
                    claim.ticket(),
                    claim.generation(),
                    new TicketOrigin(
                        seal.open(claim.sealedOrder(), claim.ticket()).value(),
                        claim.sale(),
                        claim.offer())));
  }
}
