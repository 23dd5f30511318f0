package id.kuota.http.edge.identity;

import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.route.RequestContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header that names a buyer: percent-encoded in UTF-8, hashed at once, and in no address, since
 * proxies log addresses.
 */
public final class BuyerHeader {

  public static final String NAME = "Kuota-Buyer";

  private BuyerHeader() {}

  /**
   * Returns the keys of the buyer whom a request names; empty if it names none.
   *
   * @param faults takes what is wrong with the header; then the answer is empty
   */
  public static List<BuyerKey> keys(
      RequestContext context, BuyerKeys keys, List<FieldError> faults) {
    Optional<String> header = context.header(NAME);
    if (header.isEmpty()) return List.of();
    Optional<String> buyer = decoded(header.get()).filter(BuyerKeys::isValid);
    if (buyer.isEmpty()) {
      faults.add(FieldError.inHeader(NAME, "invalid", BuyerKeys.WANTED));
      return List.of();
    }
    Buyer person = keys.buyer(buyer.get());
    var found = new ArrayList<BuyerKey>();
    found.add(person.key());
    person.former().ifPresent(found::add);
    return found;
  }

  private static Optional<String> decoded(String header) {
    try {
      // A plus is a plus, as in +62 and in some e-mail addresses.
      String kept = header.replace("+", "%2B");
      return Optional.of(URLDecoder.decode(kept, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
