package id.kuota.engine.order;

import id.kuota.engine.entity.Effect;
import id.kuota.engine.quota.QuotaCall;

/** An effect of an order, as a function of its state. */
sealed interface OrderEffect extends Effect permits OrderEffect.CallQuota, OutsideEffect {

  /** A request that its quota has not acknowledged yet. */
  record CallQuota(QuotaCall call) implements OrderEffect {
    @Override
    public QuotaCall.Key key() {
      return call.key();
    }

    @Override
    public Retry retry() {
      return call.retry();
    }
  }
}
