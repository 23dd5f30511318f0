/**
 * The table of operators' API tokens. The edge writes it itself and in no journal, so it belongs to
 * no projection and no rebuild touches it.
 *
 * <pre>
 *   created --rotated--> (two secrets until previous_until) --revoked or expired--> ended
 * </pre>
 *
 * <p>A secret is stored as its SHA-256 only. Each change is one conditional statement, so two
 * requests at once never both win. Guarded by {@code OperatorTokensIT}.
 */
@NullMarked
package id.kuota.persistence.token;

import org.jspecify.annotations.NullMarked;
