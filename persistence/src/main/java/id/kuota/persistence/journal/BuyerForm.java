package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import java.io.IOException;
import java.util.Optional;

/**
 * A buyer is the text of its key, as it always was; one with a former key is an array of both. So
 * what lies in the journal is read as before, and an earlier release still reads all but the few
 * carts whose buyer has two keys.
 */
final class BuyerForm {

  private BuyerForm() {}

  static void write(Buyer buyer, JsonGenerator out) throws IOException {
    if (buyer.former().isEmpty()) {
      out.writeString(buyer.key().value());
      return;
    }
    out.writeStartArray(buyer, 2);
    out.writeString(buyer.key().value());
    out.writeString(buyer.former().get().value());
    out.writeEndArray();
  }

  static Buyer read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      return Buyer.of(new BuyerKey(Elements.textAt(in)));
    }
    Elements both = Elements.of(in);
    var key = new BuyerKey(both.text());
    var former = new BuyerKey(both.text());
    both.end();
    return new Buyer(key, Optional.of(former));
  }
}
