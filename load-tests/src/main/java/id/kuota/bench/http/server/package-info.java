/**
 * The servers that are measured, each in a JVM of its own beside the bench: a real node of Kuota,
 * and the reference, Pekko HTTP with the same settings and nothing behind it. And what each process
 * has used of the processors, which on a machine that everything shares says more than a rate does.
 *
 * <p>Guarded by {@code BareServerIT}.
 */
@NullMarked
package id.kuota.bench.http.server;

import org.jspecify.annotations.NullMarked;
