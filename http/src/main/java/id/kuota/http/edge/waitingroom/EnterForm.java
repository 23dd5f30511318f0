package id.kuota.http.edge.waitingroom;

import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.SealedEntries;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.json.Fields;
import java.security.SecureRandom;

/**
 * The body of a request to enter.
 *
 * @param buyer as it was sent
 * @param nonce the person's own part of the draw; made here for those who send none
 */
record EnterForm(String buyer, Hash nonce) {

  private static final SecureRandom CHANCE = new SecureRandom();

  static EnterForm read(Fields body) {
    String buyer = body.text("buyer", BuyerKeys::isValid, BuyerKeys.WANTED);
    if (!body.has("nonce")) return new EnterForm(buyer, made());
    String nonce =
        body.text("nonce", EntryId::isValid, "must be 32 hexadecimal digits in lower case");
    return new EnterForm(buyer, EntryId.isValid(nonce) ? new Hash(nonce) : made());
  }

  /** Returns a nonce for a person who brings none. */
  static Hash made() {
    var bytes = new byte[SealedEntries.NONCE_BYTES];
    CHANCE.nextBytes(bytes);
    return Hash.of(bytes);
  }
}
