package id.kuota.simulation.audit;

/**
 * What was tried in a run, or in many.
 *
 * @param left how often an order found that money had left at the gateway by itself
 */
public record Tally(int placed, int paid, int refunds, int late, int left, int admissions) {

  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        placed + other.placed,
        paid + other.paid,
        refunds + other.refunds,
        late + other.late,
        left + other.left,
        admissions + other.admissions);
  }
}
