/**
 * The actors outside of the engine: buyers, a payment gateway, stewards at the gates, an operator.
 * They know the engine by its messages only, retry what is not answered, and report every answer to
 * the auditor.
 */
@NullMarked
package id.kuota.simulation.cast;

import org.jspecify.annotations.NullMarked;
