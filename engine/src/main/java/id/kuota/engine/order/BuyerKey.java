package id.kuota.engine.order;

/** A keyed hash of who buys. Who it is cannot be read from it. */
public record BuyerKey(String value) {

  @Override
  public String toString() {
    return value;
  }
}
