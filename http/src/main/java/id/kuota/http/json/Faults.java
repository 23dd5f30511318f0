package id.kuota.http.json;

import id.kuota.http.problem.Fault;
import java.util.ArrayList;
import java.util.List;

/** The faults found in one body so far. A hostile body cannot make the answer long. */
final class Faults {

  private static final int MAX = 50;

  private final List<Fault> found = new ArrayList<>();

  void add(String pointer, String code, String detail) {
    if (found.size() < MAX) {
      found.add(Fault.at(pointer, code, detail));
    }
  }

  List<Fault> found() {
    return List.copyOf(found);
  }
}
