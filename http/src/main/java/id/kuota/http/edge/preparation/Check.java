package id.kuota.http.edge.preparation;

/**
 * One thing that was looked at.
 *
 * @param detail what was found and, if something is missing, how to mend it
 */
public record Check(String subject, Verdict verdict, String detail) {

  /** What a check says about the readiness of the sale. */
  public enum Verdict {
    /** As it must be. */
    READY,
    /** The sale is not ready without it. */
    MISSING,
    /** A person must look at it: Kuota cannot see it. */
    NOTE
  }

  static Check of(String subject, boolean isReady, String found, String remedy) {
    return isReady
        ? new Check(subject, Verdict.READY, found)
        : new Check(subject, Verdict.MISSING, found + " " + remedy);
  }

  static Check note(String subject, String detail) {
    return new Check(subject, Verdict.NOTE, detail);
  }
}
