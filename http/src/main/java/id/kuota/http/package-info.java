/** The edge: HTTP and JSON in front of the engine, and the commands a person types. */
@NullMarked
package id.kuota.http;

import org.jspecify.annotations.NullMarked;
