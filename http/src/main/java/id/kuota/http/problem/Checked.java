package id.kuota.http.problem;

/** Something read from a request: a value, or the problem with it. */
public sealed interface Checked<T> {

  record Valid<T>(T value) implements Checked<T> {}

  record Invalid<T>(Problem problem) implements Checked<T> {}
}
