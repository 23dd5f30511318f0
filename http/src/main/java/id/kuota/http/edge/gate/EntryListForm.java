package id.kuota.http.edge.gate;

import id.kuota.engine.Limits;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The body of a request to set the lists of a sale. */
final class EntryListForm {

  private static final String ID = "must be 1 to 63 lower-case letters, digits or hyphens";

  private final Set<String> used = new HashSet<>();

  private EntryListForm() {}

  /** Reads the lists; an empty array removes them all. */
  static EntryLists read(Fields body) {
    return new EntryLists(
        body.objects("lists", 0, Limits.SALE_LISTS_MAX, new EntryListForm()::list));
  }

  private EntryList list(Fields list) {
    String id = list.text("id", SaleId::isValid, ID);
    if (!used.add(id)) list.note("id", "duplicate", "is used twice");
    return new EntryList(id, offers(list), ReentryWords.read(list));
  }

  private static List<OfferId> offers(Fields list) {
    if (!list.has("offers")) return List.of();
    List<String> names = list.texts("offers", 1, Limits.SALE_OFFERS_MAX, SaleId::isValid, ID);
    if (new HashSet<>(names).size() < names.size()) {
      list.note("offers", "duplicate", "must name each offer once");
    }
    return names.stream().map(OfferId::new).toList();
  }

  /** Finds offers in the lists that the sale does not have. */
  static List<FieldError> unknownOffers(EntryLists lists, SaleView sale) {
    Set<OfferId> unknown = lists.unknownOffers(sale.terms(), sale.lists());
    var faults = new ArrayList<FieldError>();
    for (int i = 0; i < lists.named().size(); i++) {
      List<OfferId> offers = lists.named().get(i).offers();
      for (int j = 0; j < offers.size(); j++) {
        if (unknown.contains(offers.get(j))) {
          String pointer = "/lists/%d/offers/%d".formatted(i, j);
          faults.add(FieldError.at(pointer, "unknown_offer", "must be an offer of this sale"));
        }
      }
    }
    return faults;
  }
}
