/**
 * Measurements that answer one question each and take long. They run only when they are named:
 *
 * <pre>
 *   start      how long a process needs to its first durable order, with and without what was learned
 *   neighbour  what a hot quota costs the cold ones of its node
 *   memory     whether memory stays what it is after ten minutes at full speed
 * </pre>
 */
@NullMarked
package id.kuota.bench.lab;

import org.jspecify.annotations.NullMarked;
