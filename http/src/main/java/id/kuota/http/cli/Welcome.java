package id.kuota.http.cli;

import id.kuota.engine.order.OrderId;
import id.kuota.http.edge.cluster.ClusterRoutes;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.node.NodeSettings;
import java.util.Locale;
import java.util.UUID;

/** What a person sees when a development node is ready: where things are, and what to try. */
final class Welcome {

  private static final String BUYER = "ani@example.com";

  private Welcome() {}

  static void print(Console console, NodeSettings settings, DemoSale demo, double seconds) {
    String url = settings.localUrl();
    console.say("");
    console.say(
        console.bold(String.format(Locale.ROOT, "Ready after %.1f s.", seconds))
            + " On sale: "
            + demo.name());
    console.say("");
    console.say("  API          " + url + "/v1/sales/" + demo.id());
    console.say("  API docs     " + url + "/docs");
    console.say("  Console      " + url + "/console");
    console.say("  Gate page    " + url + "/gate");
    console.say("  Health       http://127.0.0.1:" + settings.managementPort() + "/ready");
    console.say("  Metrics      http://127.0.0.1:" + settings.metrics().port() + "/metrics");
    console.say("  Operator key " + settings.operatorKey());
    console.say("  Database     " + settings.database().shownUrl());
    console.say("");
    printExample(console, url, settings.secret(), demo);
    console.say("");
    console.say(console.faint("Ctrl-C stops the node. Everything is kept; --fresh starts over."));
  }

  /** Says what to try with several nodes behind one address. */
  static void cluster(
      Console console, String url, DevSecrets secrets, DemoSale demo, double seconds) {
    console.say(
        console.bold(String.format(Locale.ROOT, "Ready after %.1f s.", seconds))
            + " On sale: "
            + demo.name());
    console.say("");
    console.say("  API          " + url + "/v1/sales/" + demo.id());
    console.say("  API docs     " + url + "/docs");
    console.say("  Operator key " + secrets.operatorKey());
    console.say("");
    printExample(console, url, secrets.secret(), demo);
    console.say("");
    console.say("Look at the cluster, lose a node (its process is in the table), look again:");
    console.say("");
    console.say(
        "  curl -s %s%s -H 'Authorization: Bearer %s'"
            .formatted(url, ClusterRoutes.PATH, secrets.operatorKey()));
    console.say("  ./kuota status");
    console.say("  kill -9 PROCESS     # a loss; kill PROCESS lets the node leave");
    console.say("");
    console.say(console.faint("Ctrl-C stops all nodes one by one. Nothing is kept."));
  }

  /** The id of an order follows from buyer and key, so the example can name it in advance. */
  private static void printExample(Console console, String url, String secretText, DemoSale demo) {
    String key = UUID.randomUUID().toString();
    var secret = new ServerSecret(secretText);
    OrderId order = new OrderIds(secret).of(new BuyerKeys(secret).of(BUYER), key);
    String orders = url + "/v1/orders";
    console.say("Buy, pay, look, and get the ticket (its page is in the answer):");
    console.say("");
    console.say(
        """
          curl -s -X POST %s -H 'Idempotency-Key: "%s"' -H 'Content-Type: application/json' -d '{"sale":"%s","buyer":"%s","lines":[{"offer":"%s","quantity":1}]}'
        """
            .formatted(orders, key, demo.id(), BUYER, demo.offer()));
    console.say(
        """
          curl -s -X POST %s/%s/payments -H 'Idempotency-Key: "%s"' -H 'Content-Type: application/json' -d '{"method":"instant"}'
        """
            .formatted(orders, order, UUID.randomUUID()));
    console.say("  curl -s %s/%s".formatted(orders, order));
    console.say("  curl -s %s/%s/tickets".formatted(orders, order));
  }
}
