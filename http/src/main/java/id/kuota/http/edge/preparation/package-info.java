/**
 * A sale as an operation: wakes its quotas, looks at everything that it will need, and says what is
 * missing. {@link id.kuota.http.edge.preparation.Preparation} is the rule, {@link
 * id.kuota.http.edge.preparation.ScalePlan} how many nodes it takes.
 */
@NullMarked
package id.kuota.http.edge.preparation;

import org.jspecify.annotations.NullMarked;
