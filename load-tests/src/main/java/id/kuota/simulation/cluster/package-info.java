/**
 * A cluster without Pekko: machines that crash, entities that live on them and move, a journal, a
 * read model that is late. It runs the entities' own {@code EntityLogic} in the engine's own {@code
 * EntityRunner}; only what Pekko does in production is rebuilt here, and nothing is decided here.
 *
 * <pre>
 *   client -> Network -> Shards -> SimulatedEntity -> EntityRunner -> EntityLogic
 *                           |            |                               |
 *                       hand-over     Journal -> ReadModel          Batcher, gateway
 * </pre>
 *
 * <p>{@code Seams} are the places at which a fault can be planted. Guarded by {@code
 * SimulationTest} and {@code MutantsTest}.
 */
@NullMarked
package id.kuota.simulation.cluster;

import org.jspecify.annotations.NullMarked;
