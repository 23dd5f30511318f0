/**
 * The disk, and what one commit costs on it: the reference for everything else. Guarded by {@code
 * BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.disk;

import org.jspecify.annotations.NullMarked;
