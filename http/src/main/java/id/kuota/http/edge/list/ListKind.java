package id.kuota.http.edge.list;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.readmodel.ListFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lists, and which fields each can be filtered by. */
enum ListKind {
  ORDERS,
  TICKETS,
  PAYMENTS,
  CHECK_INS,
  CHANGES;

  private static final int NAME_MAX = 130;

  boolean hasAmounts() {
    return this != CHECK_INS && this != CHANGES;
  }

  /** Returns the fields that it can be filtered by. */
  List<ListFilter.Field> fields() {
    return switch (this) {
      case ORDERS ->
          List.of(
              ListFilter.Field.SALE,
              ListFilter.Field.STATE,
              ListFilter.Field.OFFER,
              ListFilter.Field.CODE);
      case TICKETS ->
          List.of(
              ListFilter.Field.SALE,
              ListFilter.Field.STATE,
              ListFilter.Field.OFFER,
              ListFilter.Field.ORDER,
              ListFilter.Field.CODE);
      case PAYMENTS ->
          List.of(
              ListFilter.Field.SALE,
              ListFilter.Field.STATE,
              ListFilter.Field.ORDER,
              ListFilter.Field.GATEWAY,
              ListFilter.Field.METHOD,
              ListFilter.Field.CODE);
      case CHECK_INS ->
          List.of(
              ListFilter.Field.SALE,
              ListFilter.Field.OFFER,
              ListFilter.Field.ORDER,
              ListFilter.Field.TICKET,
              ListFilter.Field.GATE,
              ListFilter.Field.LIST,
              ListFilter.Field.DIRECTION,
              ListFilter.Field.OUTCOME,
              ListFilter.Field.CODE);
      case CHANGES ->
          List.of(
              ListFilter.Field.SALE,
              ListFilter.Field.KIND,
              ListFilter.Field.SUBJECT,
              ListFilter.Field.BY);
    };
  }

  private static final List<String> KINDS =
      List.of(
          "terms_set",
          "lists_set",
          "opened",
          "paused",
          "closed",
          "cancelled",
          "capacity_set",
          "device_invited",
          "device_revoked");

  private List<String> states() {
    return switch (this) {
      case ORDERS -> List.of("held", "paid", "cancelled", "expired");
      case TICKETS -> List.of("valid", "cancelled", "void");
      case PAYMENTS -> List.of("open", "paid", "failed", "unknown", "review", "charged_back");
      case CHECK_INS, CHANGES -> List.of();
    };
  }

  /** Returns how many columns the key of a row has. */
  int keyLength() {
    return this == CHECK_INS ? 2 : 1;
  }

  /** Returns the name of a field in an address. */
  static String parameter(ListFilter.Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a value as the read model has it; empty if no row can have it. */
  Optional<String> value(ListFilter.Field field, String text) {
    return switch (field) {
      case SALE, OFFER -> valid(text, SaleId.isValid(text));
      case STATE -> valid(text, states().contains(text));
      case ORDER -> valid(text, OrderId.isValid(text));
      case TICKET -> valid(text, TicketId.isValid(text));
      case CODE -> HumanCode.parse(text).map(HumanCode::value);
      case DIRECTION -> valid(text, List.of("in", "out").contains(text));
      case OUTCOME -> valid(text, List.of("passed", "annulled", "conflict").contains(text));
      case KIND -> valid(text, KINDS.contains(text));
      case GATEWAY, METHOD, GATE, LIST, SUBJECT, BY ->
          valid(text, !text.isEmpty() && text.length() <= NAME_MAX);
    };
  }

  /** Returns what a field must be, for a person. */
  String wanted(ListFilter.Field field) {
    return switch (field) {
      case SALE -> "must be the id of a sale";
      case OFFER -> "must be the id of an offer";
      case STATE -> "must be one of " + String.join(", ", states());
      case ORDER -> "must be the id of an order";
      case TICKET -> "must be the id of a ticket";
      case CODE -> "must be the eight letters and digits under a ticket's code";
      case DIRECTION -> "must be in or out";
      case OUTCOME -> "must be passed, annulled or conflict";
      case KIND -> "must be one of " + String.join(", ", KINDS);
      case GATEWAY, METHOD, GATE, LIST, SUBJECT, BY ->
          "must have from 1 to %d characters".formatted(NAME_MAX);
    };
  }

  private static Optional<String> valid(String text, boolean isValid) {
    return isValid ? Optional.of(text) : Optional.empty();
  }
}
