package id.kuota.http.edge.json;

import id.kuota.http.edge.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** The faults found in one body so far. A hostile body cannot make the answer long. */
final class FieldErrors {

  private static final int MAX = 50;

  private final List<FieldError> found = new ArrayList<>();

  void add(String pointer, String code, String detail) {
    if (found.size() < MAX) {
      found.add(FieldError.at(pointer, code, detail));
    }
  }

  List<FieldError> found() {
    return List.copyOf(found);
  }
}
