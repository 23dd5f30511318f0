package id.kuota.engine;

/** What lies in the journal: events and snapshots. Read by all later releases. */
public non-sealed interface JournalEvent extends Portable {}
