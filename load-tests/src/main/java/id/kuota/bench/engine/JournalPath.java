package id.kuota.bench.engine;

import java.util.Map;

/** Which code puts events into the tables of the journal; the tables are the same. */
enum JournalPath {
  OURS("Kuota's journal", "ours", "id.kuota.persistence.groupcommit.GroupCommitJournal"),
  STOCK(
      "stock journal", "stock", "org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao");

  private final String words;
  private final String shortly;
  private final String dao;

  JournalPath(String words, String shortly, String dao) {
    this.words = words;
    this.shortly = shortly;
    this.dao = dao;
  }

  String words() {
    return words;
  }

  /** For the name of a database. */
  String shortly() {
    return shortly;
  }

  Map<String, String> setting() {
    return Map.of("jdbc-journal.dao", dao);
  }
}
