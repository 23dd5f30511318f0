/** Temporary: holds the stand-in for the order until the engine's own is an {@code EntityLogic}. */
@NullMarked
package id.kuota.engine.order;

import org.jspecify.annotations.NullMarked;
