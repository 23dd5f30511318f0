package id.kuota.http.node;

/** Where the events of a warm-up go. */
enum WarmUpJournal {

  /** To tables of their own in the database of the node: the way there is warmed up, too. */
  SCRATCH(Integer.MAX_VALUE),

  /** To the memory of the process: the database of a running sale gets no load by it. */
  MEMORY(10_000);

  private final int orders;

  WarmUpJournal(int orders) {
    this.orders = orders;
  }

  /**
   * Returns how many orders it has room for, with those of a round more: some kB each in memory.
   */
  int orders() {
    return orders;
  }
}
