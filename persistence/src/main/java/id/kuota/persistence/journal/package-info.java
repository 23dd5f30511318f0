/**
 * What lies in the journal and travels between nodes, byte for byte.
 *
 * <p>{@link id.kuota.persistence.journal.Manifests} is the one table of names: which manifest is
 * which class. {@link id.kuota.persistence.journal.JournalCodec} turns a class into CBOR and back,
 * with or without an actor system; {@link id.kuota.persistence.journal.KuotaSerializer} hands it to
 * Pekko for everything that is {@link id.kuota.engine.Portable}. The engine's records know nothing
 * of it: their forms stand here. {@link id.kuota.persistence.journal.JournalConfig} gives the
 * settings of the journal plugin, {@link id.kuota.persistence.journal.MemoryJournal} those of a
 * journal that ends with its process.
 *
 * <p>Two releases run side by side, so a form is only added to, and {@link
 * id.kuota.persistence.journal.AddedFields} says what a missing field means. {@code
 * GoldenFilesTest} holds the bytes of every event and snapshot, {@code MessageFilesTest} those of
 * every message, {@code PreviousReleaseTest} that the previous release and this build read each
 * other, {@code PortableTest} that every portable class has a form, {@code JournalIT} that all of
 * it works on a real database. The rules are in docs/decisions/0038.
 */
@NullMarked
package id.kuota.persistence.journal;

import org.jspecify.annotations.NullMarked;
