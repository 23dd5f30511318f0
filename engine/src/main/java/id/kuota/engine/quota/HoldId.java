package id.kuota.engine.quota;

/** The owner of a hold: the id of an order or a cart. One owner has at most one hold per quota. */
public record HoldId(String value) {

  public HoldId {
    if (value.isBlank() || value.length() > 64) {
      throw new IllegalArgumentException("not a hold id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
