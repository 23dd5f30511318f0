/**
 * The actors outside of the engine: buyers, a payment gateway, stewards at the gates, an operator.
 * They know the engine by its messages only, repeat what is not answered, and tell the auditor what
 * they were told.
 */
@NullMarked
package id.kuota.simulation.cast;

import org.jspecify.annotations.NullMarked;
