/**
 * What the program reports of itself while it runs: the list of all metrics, the ports through
 * which components report figures and the spans of requests, and the events and keys of the log. A
 * node connects the ports to Kamon and to a collector of traces; without them nothing is kept. A
 * span follows a request from thread to thread ({@link Span}), beside messages ({@link
 * SpanCarrier}) and from node to node ({@link TraceInstrument}).
 */
@NullMarked
package id.kuota.engine.telemetry;

import org.jspecify.annotations.NullMarked;
