package id.kuota.engine.sale;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lists of a sale, in the order of its operator. A sale that names none has as many as its
 * devices name: each admits every ticket, by the rule that the device asks for.
 */
public record EntryLists(List<EntryList> named) {

  public static final EntryLists NONE = new EntryLists(List.of());

  /** Where a scan goes that names no list, at a sale that names none. */
  private static final String MAIN = "main";

  public EntryLists {
    named = List.copyOf(named);
  }

  /**
   * Returns the list that a scan means; empty if the sale names lists, and not this one.
   *
   * @param id as the device says it; empty if it says none: then it means the first
   * @param asked counts only if the sale names no lists
   */
  public Optional<EntryList> find(String id, Reentry asked) {
    if (named.isEmpty()) return Optional.of(EntryList.forAll(id.isEmpty() ? MAIN : id, asked));
    return named.stream().filter(list -> id.isEmpty() || list.id().equals(id)).findFirst();
  }

  /**
   * Returns unknown offers of these lists. Those of the lists before stay known: an offer may leave
   * the terms, but its tickets were sold.
   */
  public Set<OfferId> unknownOffers(SaleTerms terms, EntryLists before) {
    var unknown = new LinkedHashSet<OfferId>();
    named.forEach(list -> unknown.addAll(list.offers()));
    terms.offers().forEach(offer -> unknown.remove(offer.id()));
    before.named.forEach(list -> list.offers().forEach(unknown::remove));
    return unknown;
  }
}
