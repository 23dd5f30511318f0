package id.kuota.http.edge.gate;

import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of a sale on the wire, as they can be sent back.
 *
 * @param lists none: each list that a device names admits every ticket
 */
record EntryListsJson(String sale, List<ListJson> lists, long revision) {

  /**
   * One list.
   *
   * @param offers null for all
   */
  record ListJson(String id, @Nullable List<String> offers, Reentry reentry) {

    static ListJson of(EntryList list) {
      List<String> offers = list.offers().stream().map(OfferId::value).toList();
      return new ListJson(list.id(), offers.isEmpty() ? null : offers, list.reentry());
    }
  }

  static EntryListsJson of(SaleView view) {
    return new EntryListsJson(
        view.sale().value(),
        view.lists().named().stream().map(ListJson::of).toList(),
        view.revision());
  }
}
