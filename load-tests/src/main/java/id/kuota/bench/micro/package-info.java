/**
 * The pure parts by themselves, with JMH: what the rules of a quota and of an order take to decide
 * and to evolve, and what the codec of the journal takes to write and to read. One thread, nothing
 * else: an upper bound for everything that is built on them. Guarded by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.micro;

import org.jspecify.annotations.NullMarked;
