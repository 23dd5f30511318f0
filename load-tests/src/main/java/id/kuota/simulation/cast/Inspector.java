package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.simulation.cluster.EntityKey;

/** Asks every quota and order what it says of itself, after all is done. */
public final class Inspector {

  private final Stage stage;
  private final Client client;

  public Inspector(Stage stage) {
    this.stage = stage;
    this.client = new Client(stage, "inspector");
  }

  /** Asks once; an answer that does not come is an objection by itself. */
  public void begin() {
    for (EntityKey entity : stage.cluster.journal().streams().keySet()) {
      switch (entity.type()) {
        case QUOTA -> askQuota(entity);
        case ORDER -> askOrder(entity);
        case SALE, CART, TICKET -> {}
      }
    }
  }

  private void askQuota(EntityKey entity) {
    client.<QuotaEntity.Explained>ask(
        entity,
        QuotaEntity.Explain::new,
        1,
        heard -> true,
        explained -> explained.view().ifPresent(stage.auditor::toldNumbers));
  }

  private void askOrder(EntityKey entity) {
    client.<Reply<OrderView, OrderRefused>>ask(
        entity,
        OrderMessage.Look::new,
        1,
        heard -> true,
        reply -> {
          if (reply instanceof Reply.Answered<OrderView, OrderRefused>(var view, var repeated)) {
            stage.auditor.toldStanding(view);
          }
        });
  }
}
