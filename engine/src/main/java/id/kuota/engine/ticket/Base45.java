package id.kuota.engine.ticket;

import java.util.Optional;

/**
 * Bytes in the 45 characters that a QR code packs most densely (RFC 9285): two bytes become three
 * characters.
 */
final class Base45 {

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int BASE = 45;

  private Base45() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder(length(bytes.length));
    for (int i = 0; i < bytes.length; i += 2) {
      boolean isPair = i + 1 < bytes.length;
      int value = isPair ? (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
      text.append(ALPHABET.charAt(value % BASE)).append(ALPHABET.charAt(value / BASE % BASE));
      if (isPair) text.append(ALPHABET.charAt(value / (BASE * BASE)));
    }
    return text.toString();
  }

  /** Returns the bytes; empty if the text is not the encoding of any. */
  static Optional<byte[]> decode(String text) {
    if (text.length() % 3 == 1) return Optional.empty();
    var bytes = new byte[text.length() / 3 * 2 + text.length() % 3 / 2];
    int at = 0;
    for (int i = 0; i < text.length(); i += 3) {
      boolean isPair = i + 2 < text.length();
      int value = value(text, i, isPair ? 3 : 2);
      if (value < 0 || value > (isPair ? 0xffff : 0xff)) return Optional.empty();
      if (isPair) bytes[at++] = (byte) (value >>> 8);
      bytes[at++] = (byte) value;
    }
    return Optional.of(bytes);
  }

  /** Characters that so many bytes become. */
  static int length(int bytes) {
    return bytes / 2 * 3 + bytes % 2 * 2;
  }

  static boolean isOfItsAlphabet(String text) {
    return text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
  }

  /** One byte of many; -1 if the text ends before its three characters, or they mean none. */
  static int byteAt(String text, int index) {
    int from = index / 2 * 3;
    if (from + 3 > text.length()) return -1;
    int value = value(text, from, 3);
    if (value < 0 || value > 0xffff) return -1;
    return index % 2 == 0 ? value >>> 8 : value & 0xff;
  }

  /** Returns the number that the characters mean, least first; -1 if one is not of the alphabet. */
  private static int value(String text, int from, int length) {
    int value = 0;
    for (int i = from + length - 1; i >= from; i--) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) return -1;
      value = value * BASE + digit;
    }
    return value;
  }
}
