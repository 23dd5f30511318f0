/**
 * What the edge says when it says no: one table of all problems ({@link
 * id.kuota.http.edge.problem.ProblemCode}), and their form on the wire (RFC 9457).
 *
 * <p>A rule's refusal becomes a {@link id.kuota.http.edge.problem.Problem} where the refusal's kind
 * is known (order, sale, quota), by an exhaustive switch; {@code route.Problems} makes the answer
 * of it. A problem never carries a stack trace or the text of an exception. Guarded by {@code
 * ProblemCodeTest}, which also wants a page for every code.
 */
@NullMarked
package id.kuota.http.edge.problem;

import org.jspecify.annotations.NullMarked;
