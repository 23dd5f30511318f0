/**
 * The cluster of a chaos run, as its machines would be: nodes that a supervisor starts again, each
 * {@code kuota serve} in a JVM of its own; PostgreSQL; a payment simulator; and the network between
 * them. With namespaces each node has an address of its own, and links can be cut; without, all
 * share the loopback interface. Whatever is started or changed here is undone by {@code close}.
 */
@NullMarked
package id.kuota.chaos.cluster;

import org.jspecify.annotations.NullMarked;
