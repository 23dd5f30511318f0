package id.kuota.engine.sale;

/** The name of an offer within its sale; the same letters as a {@link SaleId}. */
public record OfferId(String value) {

  public OfferId {
    if (!SaleId.isValid(value)) {
      throw new IllegalArgumentException("not an offer id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
