package id.kuota.simulation.cluster;

import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import java.util.List;
import java.util.function.Function;

/** How an entity is made. */
record Blueprint<M, E, S>(
    EntityKey key,
    Machine machine,
    EntityKind<M> kind,
    Function<EntityContext<M>, EntityLogic<M, E, S, ?>> logic) {

  /** Returns an incarnation that has read nothing yet. */
  SimulatedEntity<M, E, S> incarnation(Cluster cluster) {
    return new SimulatedEntity<>(key, machine, cluster, kind, logic);
  }

  /** What the journal of the entity says that it still owes. */
  List<?> owed(Cluster cluster) {
    return Replay.of(logic, cluster.journal.stream(key), cluster.world.now());
  }
}
