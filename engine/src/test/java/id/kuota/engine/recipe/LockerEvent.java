package id.kuota.engine.recipe;

import java.time.Instant;

/** What happened to a locker. */
sealed interface LockerEvent {

  record LockerRented(String guest, Instant at) implements LockerEvent {}

  record KeyMade(Instant at) implements LockerEvent {}

  record LockerReturned(Instant at) implements LockerEvent {}
}
