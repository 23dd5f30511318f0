package id.kuota.engine.sale;

import id.kuota.engine.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every sale has once it exists, wherever it stands. */
record Listing(
    SaleId sale,
    SaleTerms terms,
    EntryLists lists,
    long revision,
    List<SaleChange> history,
    Set<String> opened) {

  Listing {
    history = List.copyOf(history);
    opened = Set.copyOf(opened);
  }

  static Listing of(SaleEvent.SaleTermsSet event) {
    return new Listing(event.sale(), event.terms(), EntryLists.NONE, 0, List.of(), Set.of())
        .changed(SaleChange.Kind.TERMS_SET, event.by(), event.at());
  }

  Listing replaced(SaleEvent.SaleTermsSet event) {
    return new Listing(sale, event.terms(), lists, revision, history, opened)
        .changed(SaleChange.Kind.TERMS_SET, event.by(), event.at());
  }

  Listing listsSet(SaleEvent.SaleListsSet event) {
    return new Listing(sale, terms, event.lists(), revision, history, opened)
        .changed(SaleChange.Kind.LISTS_SET, event.by(), event.at());
  }

  /** Returns the next revision, with an entry in the history. */
  Listing changed(SaleChange.Kind kind, String by, Instant at) {
    var entries = new ArrayList<>(history);
    entries.add(new SaleChange(revision + 1, kind, by, at));
    int surplus = Math.max(0, entries.size() - Limits.SALE_HISTORY_MAX);
    return new Listing(
        sale, terms, lists, revision + 1, entries.subList(surplus, entries.size()), opened);
  }

  Listing quotaOpened(SaleEvent.SaleQuotaOpened event) {
    var more = new HashSet<>(opened);
    more.add(event.quota());
    return new Listing(sale, terms, lists, revision, history, more);
  }

  /** Returns the quotas that have not yet acknowledged their initial capacity. */
  List<QuotaTerms> unopened() {
    return terms.quotas().stream().filter(quota -> !opened.contains(quota.name())).toList();
  }
}
