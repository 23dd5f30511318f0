package id.kuota.engine.quota;

import java.util.List;

/**
 * What the rules decide about a batch.
 *
 * @param answers one for each request, in their order
 * @param changes what is to be written, in one event; empty when nothing changes
 * @param refused how many holds found no units
 */
public record BatchDecision(List<QuotaAnswer> answers, List<QuotaChange> changes, int refused) {

  public BatchDecision {
    answers = List.copyOf(answers);
    changes = List.copyOf(changes);
  }
}
