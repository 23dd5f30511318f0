package id.kuota.http.server;

import id.kuota.http.identity.ApiClients;
import id.kuota.http.identity.BuyerPolicy;

/**
 * What an operator decides about requests.
 *
 * @param buyers how buyers are told apart
 * @param clients whether API clients are told apart, and how
 * @param origins the pages that may use more than the public reads
 */
public record EdgePolicy(BuyerPolicy buyers, ApiClients clients, CrossOrigin origins) {

  public static final EdgePolicy DEFAULT =
      new EdgePolicy(BuyerPolicy.DEFAULT, ApiClients.ANY, CrossOrigin.PUBLIC_ONLY);
}
