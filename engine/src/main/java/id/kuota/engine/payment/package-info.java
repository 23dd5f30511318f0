/**
 * The port to payment gateways: what Kuota asks of one and what it understands of its messages.
 *
 * <p>A gateway is slow, far away and sometimes wrong. So every call is asynchronous with a
 * deadline, every attempt has an id that makes it safe to repeat, and "unknown" is an outcome of
 * its own. No actor ever waits for a gateway. The adapters live at the edge.
 */
@NullMarked
package id.kuota.engine.payment;

import org.jspecify.annotations.NullMarked;
