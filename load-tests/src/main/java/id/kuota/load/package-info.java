/** Load on a running server over HTTP, and the ledger that holds the server to what it said. */
@NullMarked
package id.kuota.load;

import org.jspecify.annotations.NullMarked;
