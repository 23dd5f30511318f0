package id.kuota.engine;

import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.ticket.TicketEntity;
import java.util.List;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The types of sharded entities. The engine starts no other type, and the readiness of a node waits
 * for the shard regions of all of them.
 */
public final class EntityTypes {

  private static final List<EntityTypeKey<?>> ALL =
      List.of(
          SaleEntity.TYPE,
          QuotaEntity.TYPE,
          CartEntity.TYPE,
          OrderEntity.TYPE,
          TicketEntity.TYPE,
          DeviceEntity.TYPE);

  private EntityTypes() {}

  /** Returns the names, for {@code pekko.cluster.sharding.healthcheck.names}. */
  public static List<String> names() {
    return ALL.stream().map(EntityTypeKey::name).toList();
  }

  /** Returns the name of the quotas' type. */
  public static String quotas() {
    return QuotaEntity.TYPE.name();
  }

  /**
   * Returns the type, which is listed here.
   *
   * @throws IllegalStateException if it is not: no node would wait for it before it is ready
   */
  static <M> EntityTypeKey<M> listed(EntityTypeKey<M> type) {
    if (ALL.contains(type)) return type;
    throw new IllegalStateException("not among the entity types: " + type.name());
  }
}
