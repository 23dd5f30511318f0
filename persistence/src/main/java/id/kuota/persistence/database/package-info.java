/**
 * The way to PostgreSQL: settings, one bounded pool, migrations, and a server that Kuota brings
 * along for development and tests.
 *
 * <p>{@link id.kuota.persistence.database.EmbeddedDatabase} (or an operator) gives {@link
 * id.kuota.persistence.database.DatabaseSettings}; {@link id.kuota.persistence.database.Database}
 * opens a pool on them and brings the tables up to date; the read side asks through it. Journal and
 * snapshots have pools of their own on the same settings ({@link
 * id.kuota.persistence.database.ConfiguredPool}). The embedded server is the same PostgreSQL as in
 * production, so nothing behaves otherwise there. {@code DatabaseIT} and {@code EmbeddedDatabaseIT}
 * guard it.
 */
@NullMarked
package id.kuota.persistence.database;

import org.jspecify.annotations.NullMarked;
