package id.kuota.http.edge.gate;

/**
 * Why a gate stays shut, in the words that gates of others use too. Stable: a device shows its own
 * words for each.
 */
enum Reason {
  KEYBOARD_LAYOUT(
      "The scanner types for another keyboard layout than the device has. Set both to one layout."),
  INVALID("This is not a ticket, or not one of this event."),
  UNPAID("The order is not paid."),
  CANCELED("The order was cancelled, was not paid in time, or was refunded."),
  REVOKED("The ticket is void, or was replaced by a new one."),
  PRODUCT("The ticket is for another event, or not for this list."),
  AMBIGUOUS("The code is ambiguous. Scan the code of one ticket."),
  ALREADY_REDEEMED("A person was admitted with this ticket already."),
  ERROR("The device annulled this scan. Scan again.");

  private final String explanation;

  Reason(String explanation) {
    this.explanation = explanation;
  }

  String explanation() {
    return explanation;
  }
}
