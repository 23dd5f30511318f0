/**
 * What the clients of a chaos run saw: one file for each client, one JSON object a line, each
 * request twice, when it began and when it ended. Requests that place an order are transactions of
 * Elle's list-append form, {@code [["append", quota, key]]}; the read of the journal at the end is
 * {@code [["r", quota, [keys]]]}. Guarded by {@code HistoryTest}.
 */
@NullMarked
package id.kuota.chaos.history;

import org.jspecify.annotations.NullMarked;
