package id.kuota.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids that follow from other ids: the first 130 bits of a SHA-256, as 26 letters and digits without
 * those that look alike (Crockford's Base32 in lower case).
 */
public final class ShortHash {

  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final char[] ALPHABET = LETTERS.toCharArray();
  private static final int LENGTH = 26;

  private ShortHash() {}

  /** Returns the id that belongs to {@code text}; the same text always gives the same id. */
  public static String of(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return encode(digest.digest(text.getBytes(StandardCharsets.UTF_8)), LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the first {@code length} letters of {@code bytes}, five bits each. */
  public static String encode(byte[] bytes, int length) {
    var text = new StringBuilder(length);
    long buffer = 0;
    int bits = 0;
    for (int i = 0; text.length() < length; i++) {
      buffer = (buffer << 8 | (bytes[i] & 0xff)) & 0xffff;
      bits += 8;
      while (bits >= 5 && text.length() < length) {
        bits -= 5;
        text.append(ALPHABET[(int) (buffer >>> bits) & 31]);
      }
    }
    return text.toString();
  }

  /**
   * Returns whether an id is {@code prefix} and so many letters of the alphabet. Letter by letter:
   * every request makes and reads a dozen of ids, and a pattern takes several times as long.
   */
  public static boolean isForm(String id, String prefix, int letters) {
    if (id.length() != prefix.length() + letters || !id.startsWith(prefix)) return false;
    for (int i = prefix.length(); i < id.length(); i++) {
      if (LETTERS.indexOf(id.charAt(i)) < 0) return false;
    }
    return true;
  }

  /**
   * Returns the bytes that were encoded to these letters; the bits after the last letter are 0.
   *
   * @throws IllegalArgumentException if a letter is not of the alphabet
   */
  public static byte[] decode(String letters) {
    var bytes = new byte[(letters.length() * 5 + 7) / 8];
    for (int i = 0; i < letters.length(); i++) {
      int value = LETTERS.indexOf(letters.charAt(i));
      if (value < 0) throw new IllegalArgumentException("not of the alphabet: " + letters);
      // Five bits that begin at bit 5 * i: in one byte, or over the border of two.
      int first = i * 5 / 8;
      int shifted = value << (11 - i * 5 % 8);
      bytes[first] |= (byte) (shifted >>> 8);
      if ((shifted & 0xff) != 0) bytes[first + 1] |= (byte) shifted;
    }
    return bytes;
  }
}
