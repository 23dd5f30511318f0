/**
 * An hour of believable history of a sale, for demonstrations: {@code kuota dev --demo-history}.
 *
 * <pre>
 * DemoHistory: Agenda of what happens when -> Stock, BuyerStory, GateStory -> DemoEvents (the events)
 * DemoJournal: writes them through the journal's codec, with the times of the events
 * </pre>
 *
 * <p>The events are those that the engine writes, with times in the past; no read model is written,
 * the projections read the journal as always. The same seed gives the same history. Chance and time
 * are arguments. See decision 0053. Guarded by {@code DemoHistoryIT}, which replays every stream by
 * the engine's rules, reconciles, and rebuilds.
 */
@NullMarked
package id.kuota.persistence.demo;

import org.jspecify.annotations.NullMarked;
