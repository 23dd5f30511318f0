/**
 * What the tests of the edge share: a stub of the engine, sample views, a running edge, a client.
 */
@NullMarked
package id.kuota.http.testing;

import org.jspecify.annotations.NullMarked;
