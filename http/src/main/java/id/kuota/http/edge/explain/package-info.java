/**
 * Explains what became of an order, over HTTP, for an operator with a buyer on the phone.
 *
 * <pre>
 *   GET /v1/explanations?order= | ?ticket= | header Kuota-Buyer
 *     -> OrderHistories (the journal itself, moments) -> ExplainTexts (en, id)
 * </pre>
 *
 * <p>Guarded by {@code TimeLineTest} and {@code ListAnswersIT}.
 */
@NullMarked
package id.kuota.http.edge.explain;

import org.jspecify.annotations.NullMarked;
