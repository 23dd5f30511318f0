package id.kuota.engine.ticket;

import id.kuota.engine.ShortHash;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * The text in a ticket's QR code: {@code KT1:} and, in Base45, a claim with its Ed25519 signature.
 * A device with the public keys can verify it offline.
 *
 * <pre>
 *   bytes  1    17      2           1+n   1+n    17            64
 *          key  ticket  generation  sale  offer  sealed order  signature over KT1: and all before it
 * </pre>
 *
 * <p>By Bouncy Castle, and not by the Java platform, which takes eight times as long: a gate scans
 * while the sale goes on. The form lies on paper in people's hands: it never changes. Another form
 * gets another prefix.
 */
public final class TicketCode {

  /** How every code begins. */
  public static final String PREFIX = "KT1:";

  private static final byte[] SIGNED_PREFIX = ascii(PREFIX);

  /** 130 bits, and six that are 0. */
  private static final int ID_BYTES = 17;

  private static final int ID_LETTERS = 26;
  private static final int SIGNATURE_BYTES = 64;

  /** Bytes of a claim without the ids of sale and offer. */
  private static final int FIXED_BYTES = 1 + ID_BYTES + 2 + 1 + 1 + ID_BYTES + SIGNATURE_BYTES;

  /** Where the length of the sale's id stands. */
  private static final int SALE_LENGTH_AT = 1 + ID_BYTES + 2;

  /** Longer than any code; what is longer is not worth reading. */
  public static final int LENGTH_MAX = 400;

  /** Shorter than any code. */
  public static final int LENGTH_MIN = PREFIX.length() + Base45.length(FIXED_BYTES);

  private TicketCode() {}

  /** Returns the code of this claim. */
  public static String write(TicketClaim claim, Ed25519PrivateKeyParameters key) {
    byte[] content = content(claim);
    byte[] signature = sign(content, key);
    byte[] all = Arrays.copyOf(content, content.length + signature.length);
    System.arraycopy(signature, 0, all, content.length, signature.length);
    return PREFIX + Base45.encode(all);
  }

  /**
   * The claim, if the text is a code that one of the keys has signed.
   *
   * @param keys the public key of a number; null if there is none
   */
  public static Optional<TicketClaim> read(
      String text, IntFunction<@Nullable Ed25519PublicKeyParameters> keys) {
    if (text.length() > LENGTH_MAX || !text.startsWith(PREFIX)) return Optional.empty();
    return Base45.decode(text.substring(PREFIX.length()))
        .filter(bytes -> bytes.length > SIGNATURE_BYTES)
        .filter(bytes -> isSigned(bytes, keys.apply(bytes[0] & 0xff)))
        .map(bytes -> claim(ByteBuffer.wrap(bytes, 0, bytes.length - SIGNATURE_BYTES)));
  }

  /**
   * The text up to where a code ends that begins like this: what a scanner typed behind it goes.
   * The text as it is if it is shorter, or begins like no code.
   */
  public static String cut(String text) {
    if (!text.startsWith(PREFIX)) return text;
    String body = text.substring(PREFIX.length());
    int sale = Base45.byteAt(body, SALE_LENGTH_AT);
    int offer = sale < 0 ? -1 : Base45.byteAt(body, SALE_LENGTH_AT + 1 + sale);
    if (offer < 0) return text;
    int end = PREFIX.length() + Base45.length(FIXED_BYTES + sale + offer);
    return end < text.length() ? text.substring(0, end) : text;
  }

  /** Returns whether a code could have these characters. */
  public static boolean isOfItsAlphabet(String text) {
    return Base45.isOfItsAlphabet(text);
  }

  private static byte[] content(TicketClaim claim) {
    byte[] sale = ascii(claim.sale().value());
    byte[] offer = ascii(claim.offer().value());
    return ByteBuffer.allocate(1 + ID_BYTES + 2 + 1 + sale.length + 1 + offer.length + ID_BYTES)
        .put((byte) claim.key())
        .put(ShortHash.decode(claim.ticket().letters()))
        .putShort((short) claim.generation())
        .put((byte) sale.length)
        .put(sale)
        .put((byte) offer.length)
        .put(offer)
        .put(ShortHash.decode(claim.sealedOrder()))
        .array();
  }

  /** Reads a signed claim; it was written here, so its form is right. */
  private static TicketClaim claim(ByteBuffer content) {
    int key = content.get() & 0xff;
    var ticket = TicketId.ofLetters(letters(content));
    int generation = content.getShort() & 0xffff;
    var sale = new SaleId(text(content));
    var offer = new OfferId(text(content));
    return new TicketClaim(key, ticket, generation, sale, offer, letters(content));
  }

  private static byte[] sign(byte[] content, Ed25519PrivateKeyParameters key) {
    byte[] message = message(content, content.length);
    var signature = new byte[SIGNATURE_BYTES];
    key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return signature;
  }

  private static boolean isSigned(byte[] bytes, @Nullable Ed25519PublicKeyParameters key) {
    if (key == null) return false;
    int content = bytes.length - SIGNATURE_BYTES;
    byte[] message = message(bytes, content);
    return key.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, bytes, content);
  }

  /** Returns what is signed: the prefix, so that it counts for this form only, and the content. */
  private static byte[] message(byte[] bytes, int content) {
    byte[] message = Arrays.copyOf(SIGNED_PREFIX, SIGNED_PREFIX.length + content);
    System.arraycopy(bytes, 0, message, SIGNED_PREFIX.length, content);
    return message;
  }

  private static String letters(ByteBuffer content) {
    var bytes = new byte[ID_BYTES];
    content.get(bytes);
    return ShortHash.encode(bytes, ID_LETTERS);
  }

  private static String text(ByteBuffer content) {
    var bytes = new byte[content.get() & 0xff];
    content.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
