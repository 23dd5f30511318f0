package id.kuota.http.proof;

import id.kuota.http.browser.BrowserPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A scanner that acts as a keyboard of the United States, at a device of any layout. */
final class Scanner {

  private static final String SHIFTED = "~!@#$%^&*()_+{}|:\"<>?";
  private static final String PLAIN = "`1234567890-=[]\\;',./";
  private static final List<String> NAMES =
      List.of(
          "Backquote",
          "Digit1",
          "Digit2",
          "Digit3",
          "Digit4",
          "Digit5",
          "Digit6",
          "Digit7",
          "Digit8",
          "Digit9",
          "Digit0",
          "Minus",
          "Equal",
          "BracketLeft",
          "BracketRight",
          "Backslash",
          "Semicolon",
          "Quote",
          "Comma",
          "Period",
          "Slash");

  private final BrowserPage page;
  private final IntUnaryOperator device;
  private final Duration pace;
  private final List<BrowserPage.KeyPress> suffix;

  private Scanner(
      BrowserPage page, IntUnaryOperator device, Duration pace, List<BrowserPage.KeyPress> suffix) {
    this.page = page;
    this.device = device;
    this.pace = pace;
    this.suffix = suffix;
  }

  /** As it comes out of its box: fast, and with Enter. */
  static Scanner at(BrowserPage page) {
    return new Scanner(
        page,
        sign -> sign,
        Duration.ZERO,
        List.of(new BrowserPage.KeyPress("Enter", "Enter", false)));
  }

  /** At a device that makes other signs of the keys. */
  Scanner typing(IntUnaryOperator signs) {
    return new Scanner(page, signs, pace, suffix);
  }

  Scanner slow(Duration between) {
    return new Scanner(page, device, between, suffix);
  }

  Scanner ending(String... keys) {
    return new Scanner(
        page,
        device,
        pace,
        List.of(keys).stream().map(key -> new BrowserPage.KeyPress(key, key, false)).toList());
  }

  void scan(String code) {
    var keys = new ArrayList<BrowserPage.KeyPress>();
    code.chars().forEach(sign -> keys.add(key(sign)));
    keys.addAll(suffix);
    page.press(keys, pace);
  }

  private BrowserPage.KeyPress key(int sign) {
    String typed = Character.toString(device.applyAsInt(sign));
    if (sign == ' ') return new BrowserPage.KeyPress(typed, "Space", false);
    if (Character.isLetter(sign)) {
      String name = "Key" + Character.toString(Character.toUpperCase(sign));
      return new BrowserPage.KeyPress(typed, name, Character.isUpperCase(sign));
    }
    int shifted = SHIFTED.indexOf(sign);
    String name = NAMES.get(shifted >= 0 ? shifted : PLAIN.indexOf(sign));
    return new BrowserPage.KeyPress(typed, name, shifted >= 0);
  }
}
