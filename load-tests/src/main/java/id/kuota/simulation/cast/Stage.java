package id.kuota.simulation.cast;

import id.kuota.engine.sale.SaleView;
import id.kuota.simulation.audit.Auditor;
import id.kuota.simulation.cluster.Cluster;
import id.kuota.simulation.world.World;
import java.util.Optional;

/** What the actors of a run share. */
public final class Stage {

  final World world;
  final Cluster cluster;
  final Auditor auditor;
  final Gateway gateway;
  final boolean hasDashboard;
  private Optional<SaleView> sale = Optional.empty();

  /**
   * Creates a stage.
   *
   * @param hasDashboard whether money leaves at the gateway without the orders having asked for it
   */
  public Stage(
      World world, Cluster cluster, Auditor auditor, Gateway gateway, boolean hasDashboard) {
    this.world = world;
    this.cluster = cluster;
    this.auditor = auditor;
    this.gateway = gateway;
    this.hasDashboard = hasDashboard;
  }

  /** Returns the sale, once an operator got the answer that it is open. */
  Optional<SaleView> sale() {
    return sale;
  }

  void opened(SaleView view) {
    sale = Optional.of(view);
  }
}
