/**
 * The node as its users meet it.
 *
 * <pre>
 *   edge     a request and its answer: routes, JSON, problems, identity, admission, pages
 *   payment  gateways, and what they say about money
 *   node     settings, start and stop; {@code NodeWiring} connects engine, persistence and edge
 *   cli      the commands that a person types
 * </pre>
 */
@NullMarked
package id.kuota.http;

import org.jspecify.annotations.NullMarked;
