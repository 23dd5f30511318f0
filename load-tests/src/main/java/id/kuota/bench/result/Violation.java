package id.kuota.bench.result;

/**
 * Something that was measured did not keep its books: the round counts for nothing.
 *
 * @param where the contender, and the round
 * @param what in one sentence, with the numbers
 */
public record Violation(String where, String what) {}
