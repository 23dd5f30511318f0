package id.kuota.http.edge.problem;

/** Something read from a request: a value, or the problem with it. */
public sealed interface Validated<T> {

  record Valid<T>(T value) implements Validated<T> {}

  record Invalid<T>(Problem problem) implements Validated<T> {}
}
