/**
 * {@code kuota bench}: how fast Kuota is, beside what a team would build instead, in one run on one
 * machine.
 *
 * <p>The command starts a PostgreSQL of its own ({@code surroundings}) and lets its suites measure
 * one after the other ({@code disk}, {@code quota}, {@code engine}); each plays rounds that take
 * turns and checks the books of every contender after each ({@code measure}), and says what it
 * found in plain records ({@code result}), which become a table, a JSON file and charts ({@code
 * report}). Guarded by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench;

import org.jspecify.annotations.NullMarked;
