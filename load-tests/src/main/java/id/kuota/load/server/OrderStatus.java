package id.kuota.load.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the server says that an order stands. */
public enum OrderStatus {
  @JsonProperty("held")
  HELD,
  @JsonProperty("retaking")
  RETAKING,
  @JsonProperty("paid")
  PAID,
  @JsonProperty("cancelled")
  CANCELLED,
  @JsonProperty("expired")
  EXPIRED,
  @JsonProperty("refund_due")
  REFUND_DUE,
  @JsonProperty("refunded")
  REFUNDED
}
