package id.kuota.engine.sale;

import java.util.List;

/** The quotas that a sale still has to open. Safe to do again. */
public record SaleObligation(List<QuotaTerms> toOpen) {

  public SaleObligation {
    toOpen = List.copyOf(toOpen);
  }
}
