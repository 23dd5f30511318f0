package id.kuota.http.edge.server;

import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerPolicy;

/**
 * The operator's policy for requests.
 *
 * @param buyers how buyers are distinguished
 * @param clients whether API clients are distinguished, and how
 * @param origins the pages that may use more than the public reads
 */
public record EdgePolicy(BuyerPolicy buyers, ApiClients clients, CrossOrigin origins) {

  public static final EdgePolicy DEFAULT =
      new EdgePolicy(BuyerPolicy.DEFAULT, ApiClients.ANY, CrossOrigin.PUBLIC_ONLY);
}
