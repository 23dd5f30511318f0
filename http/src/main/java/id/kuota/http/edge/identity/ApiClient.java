package id.kuota.http.edge.identity;

import java.util.Optional;

/**
 * The program that sends requests for buyers, such as a shop.
 *
 * @param name as its header says it; empty where clients are not told apart
 */
public record ApiClient(Optional<String> name) {

  /** Where clients are not told apart. */
  public static final ApiClient ANY = new ApiClient(Optional.empty());

  /** Returns the line that keeps the ids of one client apart from those of others. */
  String line() {
    return name.map(own -> "\n" + own).orElse("");
  }

  /** Hides the name, which may be a secret. */
  @Override
  public String toString() {
    return name.isPresent() ? "ApiClient(not shown)" : "ApiClient(any)";
  }
}
