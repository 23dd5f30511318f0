/**
 * What lies in the journal and travels between nodes, byte for byte.
 *
 * <p>{@link id.kuota.persistence.journal.Manifests} is the one table of names: which manifest is
 * which class. {@link id.kuota.persistence.journal.JournalCodec} turns a class into CBOR and back,
 * with or without an actor system; {@link id.kuota.persistence.journal.KuotaSerializer} hands it to
 * Pekko for everything that is {@link id.kuota.engine.Portable}. The engine's records know nothing
 * of it: their forms stand here. {@link id.kuota.persistence.journal.JournalConfig} gives the
 * settings of the journal plugin.
 *
 * <p>A form that was released never changes. {@code GoldenFilesTest} holds the bytes of every event
 * and snapshot, {@code PortableTest} that every portable class has a form, {@code JournalIT} that
 * all of it works on a real database.
 */
@NullMarked
package id.kuota.persistence.journal;

import org.jspecify.annotations.NullMarked;
