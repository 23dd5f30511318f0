package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * The server that accepts connections and joins each to the HTTP layer. Pekko HTTP's own server
 * knows no bound for the time of a head, and none that distinguishes connections: a connection
 * counts as active with every byte.
 */
public final class EdgeServer {

  private static final Connection CLOSE = Connection.create("close");

  private final ActorSystem<?> system;
  private final Service service;
  private final ConnectionSettings settings;
  private final Connections connections;
  private final ConcurrentRequests requests;
  private final BidiFlow<HttpResponse, SslTlsOutbound, SslTlsInbound, HttpRequest, NotUsed> http;

  /** What answers requests. Its stages never fail. */
  public interface Service {

    CompletionStage<HttpResponse> handle(HttpRequest request);

    /** Answers that too many requests of one client are in flight. */
    CompletionStage<HttpResponse> refuse(HttpRequest request);
  }

  private EdgeServer(
      ActorSystem<?> system, Service service, ConnectionSettings settings, ServerSettings server) {
    this.system = system;
    this.service = service;
    this.settings = settings;
    this.connections =
        new Connections(
            settings,
            system.settings().config().getDuration("pekko.http.server.idle-timeout"),
            System::nanoTime);
    this.requests = new ConcurrentRequests(settings);
    this.http = Http.get(system).serverLayer(server);
  }

  /**
   * Listens from now on. The stage fails if the port is taken.
   *
   * @param port 0 for any that is free
   */
  public static CompletionStage<EdgeBinding> bind(
      ActorSystem<?> system, Service service, ConnectionSettings settings, String host, int port) {
    var server = ServerSettings.create(system.classicSystem());
    var edge = new EdgeServer(system, service, settings, server);
    return Tcp.get(system)
        .bind(host, port, server.getBacklog(), server.getSocketOptions(), false, Optional.empty())
        .toMat(Sink.foreach(edge::accept), Keep.left())
        .run(system)
        .thenApply(binding -> new EdgeBinding(system, binding, edge.connections));
  }

  private void accept(Tcp.IncomingConnection incoming) {
    var connection = connections.open(incoming.remoteAddress().getAddress());
    if (connection.isPresent()) serve(incoming, connection.get());
    else incoming.handleWith(closed(), system);
  }

  private void serve(
      Tcp.IncomingConnection incoming, id.kuota.http.edge.connection.Connection connection) {
    var guard = new ConnectionGuard(connection, connections, System::nanoTime);
    incoming.handleWith(
        Flow.of(HttpRequest.class)
            .mapAsync(1, request -> answer(request, connection))
            .join(http.atop(BidiFlow.fromGraph(guard))),
        system);
  }

  private CompletionStage<HttpResponse> answer(
      HttpRequest request, id.kuota.http.edge.connection.Connection connection) {
    connection.requestBegan(System.nanoTime());
    Optional<InetAddress> forwarded =
        connection.isOfProxy()
            ? settings.forwardedBy().client(request, settings)
            : Optional.empty();
    Optional<InetAddress> client =
        connection.isOfProxy() ? forwarded : Optional.of(connection.peer());
    HttpRequest marked = client.map(it -> ClientAddress.mark(request, it)).orElse(request);
    return requests
        .answer(forwarded, () -> service.handle(marked), () -> service.refuse(marked))
        .thenApply(
            answer -> {
              connection.requestAnswered(System.nanoTime());
              return connections.isDraining() ? answer.addHeader(CLOSE) : answer;
            });
  }

  private static Flow<ByteString, ByteString, NotUsed> closed() {
    return Flow.fromSinkAndSource(Sink.cancelled(), Source.empty());
  }
}
