/**
 * The journal path of a node: group commit over all its entities.
 *
 * <pre>
 *   entities -> bounded queue -> writer threads: serialise, one INSERT per flush
 * </pre>
 *
 * <p>A writer takes what waits in the queue and writes it with one statement; while it waits for
 * the disk the next group gathers. No timer: an idle journal writes at once, a busy one in large
 * groups. {@link id.kuota.persistence.groupcommit.GroupCommitJournal} is plugged into
 * pekko-persistence-jdbc by its {@code dao} setting and is the only class that the plugin knows;
 * {@link id.kuota.persistence.groupcommit.KuotaJournal} is the actor that entities ask, and answers
 * from the threads that have read and written.
 *
 * <p>Promises: a conflicting row fails only its own entity; an unknown outcome of a commit is read
 * back before it is answered; an entity that has not read its stream begins none that is there; a
 * full queue fails at once and by name; a gap in a stream stops the recovery; no writer waits for a
 * reader. Guarded by {@code GroupCommitJournalTckIT}, {@code JournalWriterIT}, {@code
 * JournalUnderPekkoIT} and {@code UnreadStreamsIT}.
 */
@NullMarked
package id.kuota.persistence.groupcommit;

import org.jspecify.annotations.NullMarked;
