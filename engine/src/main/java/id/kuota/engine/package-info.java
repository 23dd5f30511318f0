/**
 * The engine: rules and actors that allocate scarce units to buyers.
 *
 * <p>An order asks the quotas it draws from for units, one after the other in a fixed order. Every
 * quota is one sharded persistent actor, reached through the node's {@link
 * id.kuota.engine.quota.QuotaBatcher}, which gathers requests while the quota's journal write is in
 * flight. When all have granted, the order persists its own event and answers.
 *
 * <pre>
 *   edge -> Engine -> OrderEntity -> QuotaBatcher -> QuotaEntity -> journal
 * </pre>
 *
 * <p>Three words: a <em>command</em> is a request, an <em>event</em> is a fact in the journal, a
 * <em>refusal</em> is a named no. Each entity's package has the same parts under the same names:
 * commands, events, states, refusals, view, the pure rules in the bare noun ({@code Order}, {@code
 * Quota}, {@code Sale}) and Pekko in one {@code ...Entity} file. Start with {@code quota.Quota},
 * then {@code order.Order}. {@code ArchitectureTest} keeps the rules free of Pekko, clock and
 * chance.
 */
@NullMarked
package id.kuota.engine;

import org.jspecify.annotations.NullMarked;
