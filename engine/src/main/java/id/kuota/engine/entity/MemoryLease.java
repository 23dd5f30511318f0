package id.kuota.engine.entity;

/**
 * The right of a node to answer from memory. A node that has not heard from the arbiter lately may
 * have been replaced, and what it remembers may be out of date. Thread-safe; asked for each
 * message.
 */
@FunctionalInterface
public interface MemoryLease {

  /** For a node that has no other beside it. */
  MemoryLease ALWAYS = () -> true;

  boolean isFresh();
}
