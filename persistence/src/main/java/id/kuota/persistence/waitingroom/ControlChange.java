package id.kuota.persistence.waitingroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an operator changes of a room; what is empty stays.
 *
 * @param rate people in a minute; 0 for that of the terms
 * @param message both empty to take it away
 * @param shopUrl where buyers order; empty to take it away
 */
public record ControlChange(
    OptionalInt rate,
    Optional<Boolean> paused,
    Optional<Boolean> draining,
    Optional<Message> message,
    Optional<String> shopUrl,
    String by,
    String reason) {

  /** For the people who wait. */
  public record Message(String id, String en) {}

  /** Returns the change in words, for the record. */
  String words() {
    List<String> words = new ArrayList<>();
    rate.ifPresent(people -> words.add("rate_per_minute=" + people));
    paused.ifPresent(value -> words.add("paused=" + value));
    draining.ifPresent(value -> words.add("draining=" + value));
    message.ifPresent(text -> words.add("message=\"%s\" / \"%s\"".formatted(text.id(), text.en())));
    shopUrl.ifPresent(url -> words.add("shop_url=" + url));
    return String.join(", ", words);
  }
}
