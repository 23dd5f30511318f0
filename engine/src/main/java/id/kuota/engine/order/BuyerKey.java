package id.kuota.engine.order;

/** A keyed hash of a buyer. It does not reveal the buyer. */
public record BuyerKey(String value) {

  @Override
  public String toString() {
    return value;
  }
}
