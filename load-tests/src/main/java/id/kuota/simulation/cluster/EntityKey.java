package id.kuota.simulation.cluster;

/** Which entity. */
public record EntityKey(Type type, String id) {

  /** The types of entities that are simulated. */
  public enum Type {
    SALE,
    QUOTA,
    ORDER,
    CART,
    TICKET
  }

  public static EntityKey quota(String id) {
    return new EntityKey(Type.QUOTA, id);
  }

  public static EntityKey order(String id) {
    return new EntityKey(Type.ORDER, id);
  }

  public static EntityKey sale(String id) {
    return new EntityKey(Type.SALE, id);
  }

  public static EntityKey cart(String id) {
    return new EntityKey(Type.CART, id);
  }

  public static EntityKey ticket(String id) {
    return new EntityKey(Type.TICKET, id);
  }

  @Override
  public String toString() {
    return id;
  }
}
