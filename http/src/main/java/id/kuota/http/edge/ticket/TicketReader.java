package id.kuota.http.edge.ticket;

import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.http.edge.identity.OrderSeal;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a gate has scanned or a person has typed; the only place that does, for scans, uploads
 * and annulments. It reads whatever is free of doubt: of a code the signature decides, so a text
 * that another keyboard layout has garbled is read if undoing that layout gives a signed code.
 * Thread-safe.
 */
public final class TicketReader {

  private static final String PREFIX = TicketCode.PREFIX;

  /** Codes in one text that are looked at: torn ones before the whole one. */
  private static final int CODES_MAX = 4;

  private final List<KeyboardLayout.Undo> undos = KeyboardLayout.undos();
  private final SigningKeys keys;
  private final OrderSeal seal;

  public TicketReader(ServerSecret secret, SigningKeys keys) {
    this.keys = keys;
    this.seal = new OrderSeal(secret);
  }

  /** Reads a text; never fails, and its cost is bounded by the length of the text. */
  public CodeReading read(String text) {
    ScannedText scanned = ScannedText.of(text);
    Optional<HumanCode> letters = HumanCode.parse(scanned.plain());
    if (letters.isPresent()) return new CodeReading.Letters(letters.get());
    return code(scanned.plain()).orElseGet(() -> otherKeyboard(scanned));
  }

  private CodeReading otherKeyboard(ScannedText scanned) {
    boolean isOurs = false;
    for (KeyboardLayout.Undo undo : undos) {
      String undone = ScannedText.capitals(undo.apply(scanned.typed()));
      Optional<CodeReading> read = code(undone);
      if (read.isPresent()) return read.get();
      isOurs |= undone.contains(PREFIX);
    }
    boolean isWhole = scanned.plain().contains(PREFIX);
    boolean isGarbled = isWhole ? hasForeignSigns(scanned.plain()) : isOurs;
    return isGarbled || isOfAnotherScript(scanned.plain())
        ? new CodeReading.WrongKeyboard()
        : new CodeReading.NotOurs();
  }

  /** The signed code in the text, wherever it begins; empty if there is none. */
  private Optional<CodeReading> code(String text) {
    int at = text.indexOf(PREFIX);
    for (int i = 0; i < CODES_MAX && at >= 0; i++) {
      String code = TicketCode.cut(text.substring(at));
      Optional<TicketClaim> claim = TicketCode.read(code, keys::verifier);
      if (claim.isPresent()) {
        String rest = text.substring(at + code.length());
        boolean isAlone = !rest.replace(code, "").contains(PREFIX);
        return Optional.of(
            isAlone ? new CodeReading.Signed(shown(claim.get())) : new CodeReading.Several());
      }
      at = text.indexOf(PREFIX, at + 1);
    }
    return Optional.empty();
  }

  private ShownTicket shown(TicketClaim claim) {
    return new ShownTicket(
        claim.ticket(),
        claim.generation(),
        new TicketOrigin(
            seal.open(claim.sealedOrder(), claim.ticket()).value(), claim.sale(), claim.offer()));
  }

  /** Returns whether a keyboard has put signs in that no printed code has. */
  private static boolean hasForeignSigns(String plain) {
    return isAsLongAsACode(plain)
        && !TicketCode.isOfItsAlphabet(plain.substring(plain.indexOf(PREFIX)));
  }

  /** As long as a code, and letters of another script: by a layout that is not in our file. */
  private static boolean isOfAnotherScript(String plain) {
    long foreign =
        plain.chars().filter(letter -> letter > 0x7f && Character.isLetter(letter)).count();
    return isAsLongAsACode(plain) && foreign * 3 > plain.length();
  }

  private static boolean isAsLongAsACode(String plain) {
    return plain.length() >= TicketCode.LENGTH_MIN && plain.length() <= 2 * TicketCode.LENGTH_MAX;
  }
}
