/**
 * The runtime of all persistent entities: how a message becomes events, how what a state owes to
 * others is sent until it is acknowledged, and when an entity leaves memory.
 *
 * <pre>
 *   message -> EntityLogic.on -> Step(events, replies) -> journal -> replies
 *                                                            |
 *                            EntityLogic.effects(state, now) <+
 *                                     |
 *                               EffectMachine -> EntityLogic.perform -> quota, gateway, entity
 * </pre>
 *
 * <p>An entity is its rules and an {@code EntityLogic}. {@code EntityRunner} has everything that
 * entities have in common and knows no Pekko Persistence; {@code PersistentEntity} drives it in the
 * cluster and talks to the journal by its {@code EventStream}, the simulation drives it under a
 * seed. Guarded by {@code EffectMachineTest}, {@code EventStreamTest}, {@code PersistentEntityTest}
 * and the tests of each entity.
 */
@NullMarked
package id.kuota.engine.entity;

import org.jspecify.annotations.NullMarked;
