package id.kuota.http.edge.waitingroom;

import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.page.Template;
import id.kuota.http.edge.page.Words;
import id.kuota.persistence.waitingroom.Room;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Writes the page of a waiting room. Thread-safe. */
final class RoomPage {

  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'WIB'");
  private static final long TURN_REFRESH = 60;

  /** The pace changes: an estimate is a range, from a third faster to half as fast. */
  private static final double FASTER = 1.33;

  private static final double SLOWER = 0.5;

  private static final Template FIGURE =
      new Template("<p class=\"figure\">{{value}}<span>{{unit}}</span></p>");
  private static final Template PARAGRAPH = new Template("<p class=\"{{kind}}\">{{text}}</p>");
  private static final Template ITEM = new Template("<li>{{text}}</li>");
  private static final Template REFRESH =
      new Template("<meta http-equiv=\"refresh\" content=\"{{seconds}}\">");
  private static final Template ENTER =
      new Template(
          """
          <form method="post" action="{{path}}?lang={{lang}}">
          {{fault}}
          <label for="buyer">{{enter_label}}</label>
          <p class="hint" id="hint">{{enter_hint}}</p>
          <input id="buyer" name="buyer" required minlength="3" maxlength="200" \
          autocomplete="email" aria-describedby="hint">
          <button>{{enter_button}}</button>
          </form>
          """);
  private static final Template GO =
      new Template(
          """
          <form method="post" action="{{shop}}">
          <input type="hidden" name="session" value="{{session}}">
          <button>{{go_button}}</button>
          </form>
          """);
  private static final Template CODE =
      new Template("<p class=\"hint\">{{go_hint}}</p><dl><dd>{{session}}</dd></dl>");

  private final Template page = Template.own("waiting-room.html");
  private final Words words = new Words("waiting-room");

  /**
   * Returns the page.
   *
   * @param session of a person whose turn it is
   * @param isFaulty whether the form was sent with what is no buyer
   */
  Template.Html of(RoomSight sight, Optional<String> session, boolean isFaulty, Language language) {
    RoomFinder.Found found = sight.found();
    Map<String, Object> values = words.in(language);
    String step = sight.step().name().toLowerCase(Locale.ROOT);
    RoomJson.Draw draw = RoomJson.Draw.of(found.view().room());
    values.put("lang", language.tag());
    values.put("other_lang", language.other().tag());
    values.put("path", "/waiting-room/" + found.id());
    values.put("event", found.sale().terms().name());
    values.put("headline", text(values, step + "_headline"));
    values.put("lead", lead(values, sight, step, language));
    values.put("figure", figure(values, sight, language));
    values.put("estimate", estimate(values, sight, language));
    values.put("message", message(found.view().room(), language));
    values.put("refresh", refresh(sight));
    values.put("steps", steps(values, sight));
    values.put("seed_hash", draw.seedHash());
    String root = draw.merkleRoot();
    values.put("merkle_root", root == null ? text(values, "word_none") : root);
    values.put("entry", sight.place().map(place -> place.entry().toString()).orElse("-"));
    values.put("now", TIME.format(sight.now().atZone(JAKARTA)));
    values.put("now_iso", sight.now().toString());
    values.put("action", action(values, sight, session, isFaulty));
    return page.fill(values);
  }

  private static String text(Map<String, Object> values, String name) {
    return values.getOrDefault(name, name).toString();
  }

  private static String lead(
      Map<String, Object> values, RoomSight sight, String step, Language language) {
    String lead = text(values, step + "_lead");
    return switch (sight.step()) {
      case SOON, ENTER, PREQUEUE, SHUFFLING, SOLD_OUT, ENDED -> lead;
      case OPEN, PAUSED, TURN -> lead.replace("{0}", counted(sight.number().orElse(0), language));
      case ALL_TAKEN -> {
        Optional<Room.Found> news = sight.found().view().room().found();
        String holds = counted(news.map(Room.Found::openHolds).orElse(0L), language);
        String next =
            news.flatMap(Room.Found::nextDeadline)
                .map(at -> text(values, "all_taken_next").replace("{0}", at(at)))
                .orElse("");
        yield (lead.replace("{0}", holds) + " " + next).strip();
      }
    };
  }

  private static String at(Instant instant) {
    return TIME.format(instant.atZone(JAKARTA));
  }

  private static String counted(long number, Language language) {
    return NumberFormat.getIntegerInstance(Locale.forLanguageTag(language.tag())).format(number);
  }

  private static Template.Html figure(
      Map<String, Object> values, RoomSight sight, Language language) {
    return switch (sight.step()) {
      case SOON -> countdown(values, sight, sight.found().terms().opensAt());
      case PREQUEUE -> countdown(values, sight, sight.found().sale().terms().opensAt());
      case ENTER ->
          figure(counted(sight.found().view().waiting(), language), text(values, "word_waiting"));
      case OPEN, PAUSED, ALL_TAKEN ->
          figure(counted(sight.ahead(), language), text(values, "word_ahead"));
      case SHUFFLING, TURN, SOLD_OUT, ENDED -> new Template.Html("");
    };
  }

  private static Template.Html countdown(Map<String, Object> values, RoomSight sight, Instant end) {
    Duration left = Duration.between(sight.now(), end);
    String clock =
        "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    return figure(clock, text(values, "word_until"));
  }

  private static Template.Html figure(String value, String unit) {
    return FIGURE.fill(Map.of("value", value, "unit", unit));
  }

  private static Template.Html estimate(
      Map<String, Object> values, RoomSight sight, Language language) {
    double pace = sight.found().view().room().found().map(Room.Found::perMinute).orElse(0L);
    if (sight.step() != RoomSight.Step.OPEN || pace <= 0) return new Template.Html("");
    long least = (long) (sight.ahead() / (pace * FASTER));
    long most = (long) Math.ceil(sight.ahead() / (pace * SLOWER));
    String text =
        most <= 2
            ? text(values, "estimate_short")
            : text(values, "estimate")
                .replace("{0}", counted(Math.max(1, least), language))
                .replace("{1}", counted(most, language));
    return PARAGRAPH.fill(Map.of("kind", "estimate", "text", text));
  }

  private static Template.Html message(Room room, Language language) {
    String text =
        switch (language) {
          case INDONESIAN -> room.controls().messageId();
          case ENGLISH -> room.controls().messageEn();
        };
    return text.isEmpty()
        ? new Template.Html("")
        : PARAGRAPH.fill(Map.of("kind", "message", "text", text));
  }

  /** A form is not taken away from a person who fills it. */
  private static Template.Html refresh(RoomSight sight) {
    long seconds =
        switch (sight.step()) {
          case SOON, PREQUEUE, SHUFFLING, OPEN, PAUSED, ALL_TAKEN -> pause(sight);
          case TURN -> TURN_REFRESH;
          case ENTER, SOLD_OUT, ENDED -> 0;
        };
    return seconds == 0
        ? new Template.Html("")
        : REFRESH.fill(Map.of("seconds", Long.toString(seconds)));
  }

  private static long pause(RoomSight sight) {
    RoomFinder.Found found = sight.found();
    RoomJson json = RoomJson.of(found.view(), found.sale(), found.terms().opensAt(), sight.now());
    long number = sight.number().orElse(Long.MAX_VALUE);
    if (number <= json.near().upTo()) return json.near().refreshAfterSeconds();
    return json.refreshAfterSeconds()
        + ThreadLocalRandom.current().nextLong(json.jitterSeconds() + 1);
  }

  private static Template.Html steps(Map<String, Object> values, RoomSight sight) {
    List<String> names =
        switch (sight.step()) {
          case SOON, ENTER, PREQUEUE, SHUFFLING -> List.of("step_draw", "step_wait", "step_turn");
          case OPEN, PAUSED, ALL_TAKEN -> List.of("step_wait", "step_turn", "step_late");
          case TURN -> List.of("step_late");
          case SOLD_OUT, ENDED -> List.of("step_home");
        };
    return new Template.Html(
        names.stream()
            .map(name -> ITEM.fill(Map.of("text", text(values, name))).html())
            .collect(Collectors.joining("\n")));
  }

  private static Template.Html action(
      Map<String, Object> values, RoomSight sight, Optional<String> session, boolean isFaulty) {
    if (sight.takesEntries()) {
      values.put(
          "fault",
          isFaulty
              ? PARAGRAPH.fill(Map.of("kind", "fault", "text", text(values, "enter_fault")))
              : new Template.Html(""));
      return ENTER.fill(values);
    }
    if (session.isEmpty()) return new Template.Html("");
    values.put("session", session.get());
    Optional<String> shop = sight.found().view().room().controls().shopUrl();
    if (shop.isEmpty()) return CODE.fill(values);
    values.put("shop", shop.get());
    return GO.fill(values);
  }
}
