package id.kuota.http.edge.waitingroom;

import id.kuota.http.edge.identity.RoomToken;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A place on the wire.
 *
 * @param place signed, with the number of a late entry
 * @param entry id of the entry, as in the bundle
 * @param number null until the order is drawn
 * @param ahead people before it who are not let in yet; null as well
 * @param mayEnter whether a pass is to be had
 */
record PlaceJson(
    String place, String entry, @Nullable Long number, @Nullable Long ahead, boolean mayEnter) {

  static PlaceJson of(String text, RoomToken place, RoomView view) {
    OptionalLong number = view.number(place);
    if (number.isEmpty()) return new PlaceJson(text, place.entry().toString(), null, null, false);
    long ahead = Math.max(0, number.getAsLong() - view.room().admittedUpTo() - 1);
    return new PlaceJson(
        text,
        place.entry().toString(),
        number.getAsLong(),
        ahead,
        number.getAsLong() <= view.room().admittedUpTo());
  }
}
