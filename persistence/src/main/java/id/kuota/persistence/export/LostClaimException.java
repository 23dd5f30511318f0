package id.kuota.persistence.export;

/** Another writer has taken the export over, or it was deleted. */
public final class LostClaimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostClaimException(String export) {
    super("the export %s has another writer by now, or is deleted".formatted(export));
  }
}
