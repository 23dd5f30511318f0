package id.kuota.persistence.waitingroom;

import javax.sql.DataSource;

/** All tables of waiting rooms in one database. */
public record WaitingRoomTables(
    WaitingRooms rooms,
    WaitingRoomEntries entries,
    WaitingRoomPasses passes,
    WaitingRoomControls controls) {

  /** People in one room: their order takes 40 MB in the memory of each node. */
  private static final long ENTRIES_MAX = 2_000_000;

  public static WaitingRoomTables of(DataSource database) {
    return new WaitingRoomTables(
        new WaitingRooms(database),
        new WaitingRoomEntries(database, ENTRIES_MAX),
        new WaitingRoomPasses(database),
        new WaitingRoomControls(database));
  }
}
