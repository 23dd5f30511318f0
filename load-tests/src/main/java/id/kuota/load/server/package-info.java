/**
 * The server under load as its operator and its inspector see it: where it is, the calls that
 * prepare a sale and look at what became of it, and the answers in records. The buyers' own
 * requests are Gatling's. Knows the server by HTTP only. Guarded by {@code NodeFileTest} and by
 * {@code PlantedFaultsTest}, which calls a small server.
 */
@NullMarked
package id.kuota.load.server;

import org.jspecify.annotations.NullMarked;
