/**
 * The waiting room of a sale: people enter, wait with a signed place, and order once their number
 * is let in. No actor and no session stands for a person who waits.
 *
 * <pre>
 *   POST .../entries  --BatchedWrites--> WaitingRoomEntries        place
 *   GET  .../waiting-room <-- Rooms, in memory, read twice a second   one answer for all
 *   POST .../passes   place, number &lt;= admitted_up_to --------->  pass
 *   POST .../sessions pass --BatchedWrites--> WaitingRoomPasses    session, once
 *   POST /v1/orders, /v1/carts --RoomDoor--> engine                with the session
 *   GET /waiting-room/{sale} --RoomPage--> the same for people, with a cookie and without a script
 *   RoomController, on the oldest node: freezes, draws, lets in
 * </pre>
 *
 * <p>Places, passes and sessions are {@link id.kuota.http.edge.identity.RoomToken}s: only what must
 * be known once is in a table. Guarded by {@code WaitingRoomAnswersIT}, {@code
 * RoomControlAnswersIT}, {@code RoomPageAnswersIT}, {@code RoomControllerIT}, {@code RoomDoorTest},
 * {@code BatchedWritesTest}, {@code StockTest} and {@code WaitingRoomIT}.
 */
@NullMarked
package id.kuota.http.edge.waitingroom;

import org.jspecify.annotations.NullMarked;
