package id.kuota.persistence.export;

/** What became of a question for a file. */
public sealed interface Asked {

  /** It will be written; or it is being written already, since the same was asked before. */
  record Accepted(Export export) implements Asked {}

  /** The read model knows no such sale, or not yet. */
  record UnknownSale() implements Asked {}

  /** As many files wait, or as many bytes are kept, as there may be. */
  record Full() implements Asked {}
}
