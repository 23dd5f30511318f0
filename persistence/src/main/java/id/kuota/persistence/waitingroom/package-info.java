/**
 * The tables of waiting rooms: rooms, entries, spent passes. The edge writes them itself and in no
 * journal, so they belong to no projection and no rebuild touches them.
 *
 * <pre>
 *   WaitingRooms         a row for each sale with a room: seed, freeze, draw, admitted_up_to
 *   WaitingRoomEntries   a row for each person: entered in batches under the lock of the room
 *   WaitingRoomPasses    passes that were spent, and the figures that admission is measured by
 * </pre>
 *
 * <p>A number only grows: {@code admitted_up_to} by a conditional update, the numbers of late
 * entries under the lock of their room. Guarded by {@code WaitingRoomsIT}.
 */
@NullMarked
package id.kuota.persistence.waitingroom;

import org.jspecify.annotations.NullMarked;
