package id.kuota.engine.order;

import id.kuota.engine.quota.QuotaId;

/** What an order takes of one quota, over all its lines. */
public record QuotaShare(QuotaId quota, int quantity) {}
