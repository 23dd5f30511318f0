/** The rules of selling and the actors that carry them; depends on Pekko and the JDK alone. */
@NullMarked
package id.kuota.engine;

import org.jspecify.annotations.NullMarked;
