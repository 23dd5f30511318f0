/**
 * How everything is measured: closed loops of callers ({@code ClosedLoop}), answers counted and
 * timed ({@code Answers}), rounds that take turns ({@code Rounds}), and the books that must balance
 * after each of them ({@code Books}). Guarded by the tests of the same names.
 */
@NullMarked
package id.kuota.bench.measure;

import org.jspecify.annotations.NullMarked;
