/**
 * Sales over HTTP: an operator sets their terms and opens, pauses and closes them; anyone may read
 * them, from caches.
 *
 * <pre>
 *   PUT /v1/sales/{sale}  ->  Precondition + SaleForm  ->  engine.ask  ->  SaleJson | SaleProblems
 * </pre>
 *
 * <p>Guarded by {@code SaleRoutesTest} and {@code SaleFormTest}.
 */
@NullMarked
package id.kuota.http.edge.sale;

import org.jspecify.annotations.NullMarked;
