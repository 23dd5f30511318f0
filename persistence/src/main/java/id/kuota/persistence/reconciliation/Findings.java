package id.kuota.persistence.reconciliation;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is found. Keeps as many of each sort as a person will read, and counts the rest.
 * Not thread-safe.
 */
final class Findings {

  /** How many of each sort are kept. */
  static final int KEPT_MAX = 1_000;

  private final List<Difference> differences = new ArrayList<>();
  private final List<String> inMotion = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long differencesFound;
  private long inMotionFound;
  private long notesFound;

  void differs(Difference.Kind kind, String subject, String detail) {
    differencesFound++;
    if (differences.size() < KEPT_MAX) {
      differences.add(new Difference(kind, subject, detail));
    }
  }

  /** Compares two numbers that should agree. */
  void compare(Difference.Kind kind, String subject, String what, long found, long expected) {
    if (found != expected) {
      differs(kind, subject, "%s is %d, %d by the journal".formatted(what, found, expected));
    }
  }

  void moves(String what) {
    inMotionFound++;
    if (inMotion.size() < KEPT_MAX) {
      inMotion.add(what);
    }
  }

  /** Adds a note that is not a difference. */
  void note(String what) {
    notesFound++;
    if (notes.size() < KEPT_MAX) {
      notes.add(what);
    }
  }

  ReconciliationReport.Found<Difference> differences() {
    return new ReconciliationReport.Found<>(differences, differencesFound);
  }

  ReconciliationReport.Found<String> inMotion() {
    return new ReconciliationReport.Found<>(inMotion, inMotionFound);
  }

  ReconciliationReport.Found<String> notes() {
    return new ReconciliationReport.Found<>(notes, notesFound);
  }
}
