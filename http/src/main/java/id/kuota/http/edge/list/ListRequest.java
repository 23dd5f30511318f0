package id.kuota.http.edge.list;

import id.kuota.engine.order.BuyerKey;
import id.kuota.http.edge.identity.BuyerHeader;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.persistence.readmodel.ListCursor;
import id.kuota.persistence.readmodel.ListFilter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. */
record ListRequest(ListFilter filter, Optional<ListCursor> after, int limit) {

  static final int LIMIT_DEFAULT = 50;
  static final int LIMIT_MAX = 200;

  static Validated<ListRequest> of(ListKind kind, RequestContext context, BuyerKeys keys) {
    return new Reading(kind, context).read(keys);
  }

  /** Reads one request and gathers what is wrong with it. */
  private static final class Reading {

    private final ListKind kind;
    private final RequestContext context;
    private final List<FieldError> faults = new ArrayList<>();

    Reading(ListKind kind, RequestContext context) {
      this.kind = kind;
      this.context = context;
    }

    Validated<ListRequest> read(BuyerKeys keys) {
      var filter =
          new ListFilter(
              fields(),
              buyers(keys),
              time("from"),
              time("to"),
              amount("amount_min"),
              amount("amount_max"),
              time("modified_since"));
      if (filter.fields().containsKey(ListFilter.Field.OFFER)
          && !filter.fields().containsKey(ListFilter.Field.SALE)) {
        wrong("offer", "sale_missing", "needs the sale: offers are named within one");
      }
      int limit = limit();
      Optional<ListCursor> after =
          context.query("cursor").flatMap(text -> cursor(text, filter.byChange()));
      return faults.isEmpty()
          ? new Validated.Valid<>(new ListRequest(filter, after, limit))
          : new Validated.Invalid<>(Problem.invalid(List.copyOf(faults)));
    }

    private EnumMap<ListFilter.Field, String> fields() {
      var fields = new EnumMap<ListFilter.Field, String>(ListFilter.Field.class);
      for (ListFilter.Field field : kind.fields()) {
        String name = ListKind.parameter(field);
        Optional<String> text = context.query(name);
        if (text.isEmpty()) continue;
        kind.value(field, text.get())
            .ifPresentOrElse(
                value -> fields.put(field, value),
                () -> wrong(name, "invalid", kind.wanted(field)));
      }
      return fields;
    }

    /** The hashes that the limit per buyer counts by; the text goes no further. */
    private List<String> buyers(BuyerKeys keys) {
      return BuyerHeader.keys(context, keys, faults).stream().map(BuyerKey::value).toList();
    }

    private @Nullable Instant time(String name) {
      Optional<String> text = context.query(name);
      if (text.isEmpty()) return null;
      try {
        return OffsetDateTime.parse(text.get()).toInstant();
      } catch (DateTimeParseException e) {
        wrong(name, "invalid", "must be a time with an offset, like 2026-11-21T12:00:00Z");
        return null;
      }
    }

    private @Nullable Long amount(String name) {
      Optional<String> text = context.query(name);
      if (text.isEmpty() || !kind.hasAmounts()) return null;
      try {
        long amount = Long.parseLong(text.get());
        if (amount >= 0) return amount;
      } catch (NumberFormatException notANumber) {
        // Noted below, like a number out of range.
      }
      wrong(name, "out_of_range", "must be a whole number, 0 or more");
      return null;
    }

    private int limit() {
      Optional<String> text = context.query("limit");
      if (text.isEmpty()) return LIMIT_DEFAULT;
      try {
        int limit = Integer.parseInt(text.get());
        if (limit >= 1 && limit <= LIMIT_MAX) return limit;
      } catch (NumberFormatException notANumber) {
        // Noted below, like a number out of range.
      }
      wrong("limit", "out_of_range", "must be a whole number from 1 to " + LIMIT_MAX);
      return LIMIT_DEFAULT;
    }

    private Optional<ListCursor> cursor(String text, boolean byChange) {
      Optional<ListCursor> cursor = CursorText.parse(text, kind, byChange);
      if (cursor.isEmpty()) {
        wrong("cursor", "invalid", "must be the next_cursor of the page before");
      }
      return cursor;
    }

    private void wrong(String parameter, String code, String detail) {
      faults.add(FieldError.inParameter(parameter, code, detail));
    }
  }
}
