package id.kuota.engine;

/**
 * Everything that may travel between nodes or lie in the journal. The serializer of the persistence
 * module is bound to this type and knows each class by a short manifest, so a class that it does
 * not know fails a test instead of a sale.
 */
public sealed interface Portable permits JournalEvent, ClusterMessage {}
