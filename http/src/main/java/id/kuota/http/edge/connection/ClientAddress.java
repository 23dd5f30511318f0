package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The address of the client that has sent a request: that of its connection, or what a trusted
 * proxy says. Of IPv6 it is the network, which is one customer's.
 */
public final class ClientAddress {

  private static final AttributeKey<InetAddress> KEY =
      AttributeKey.create("client-address", InetAddress.class);

  private ClientAddress() {}

  /** Returns the address; empty where a trusted proxy asks for itself, or names none. */
  public static Optional<InetAddress> of(HttpRequest request) {
    return request.getAttribute(KEY);
  }

  /** Returns the request with the address of its client. */
  public static HttpRequest mark(HttpRequest request, InetAddress client) {
    return request.addAttribute(KEY, client);
  }
}
