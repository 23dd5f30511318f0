package id.kuota.http.edge.connection;

import java.security.NoSuchAlgorithmException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.TLSProtocol.SendBytes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * A stage between the bytes of a connection and the HTTP layer: reports what comes and goes, and
 * ends the connection on request. It passes all bytes on and looks at none.
 *
 * <p>When the connection ends, the HTTP layer sees its client take no more and say no more, and has
 * nothing to complain about.
 */
final class ConnectionGuard
    extends GraphStage<BidiShape<SslTlsOutbound, ByteString, ByteString, SslTlsInbound>> {

  /** What the HTTP layer sees as the session of a connection without TLS. */
  private static final SSLSession NO_TLS = noTls();

  private final Inlet<SslTlsOutbound> answers = Inlet.create("ConnectionGuard.answers");
  private final Outlet<ByteString> toClient = Outlet.create("ConnectionGuard.toClient");
  private final Inlet<ByteString> fromClient = Inlet.create("ConnectionGuard.fromClient");
  private final Outlet<SslTlsInbound> requests = Outlet.create("ConnectionGuard.requests");
  private final Connection connection;
  private final Connections all;
  private final LongSupplier nanoTime;

  ConnectionGuard(Connection connection, Connections all, LongSupplier nanoTime) {
    this.connection = connection;
    this.all = all;
    this.nanoTime = nanoTime;
  }

  private static SSLSession noTls() {
    try {
      SSLSession none = SSLContext.getDefault().createSSLEngine().getSession();
      none.invalidate();
      return none;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has a default TLS context", e);
    }
  }

  @Override
  public BidiShape<SslTlsOutbound, ByteString, ByteString, SslTlsInbound> shape() {
    return new BidiShape<>(answers, toClient, fromClient, requests);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private boolean isEnding;

    Logic() {
      super(shape());
      setHandler(answers, new Answers());
      setHandler(toClient, new ToClient());
      setHandler(fromClient, new FromClient());
      setHandler(requests, new Requests());
    }

    @Override
    public void preStart() {
      connection.endsBy(createAsyncCallback(this::end)::invoke);
    }

    @Override
    public void postStop() {
      all.closed(connection);
    }

    private void end(Ending why) {
      if (why == Ending.RESET) {
        reset();
      } else if (!isEnding) {
        isEnding = true;
        connection.ending(nanoTime.getAsLong());
        if (!isClosed(answers)) cancel(answers);
        if (!isClosed(requests)) complete(requests);
        switch (why) {
          case LATE_HEAD -> say(ClosingAnswer.LATE_HEAD);
          case LARGE_HEAD -> say(ClosingAnswer.LARGE_HEAD);
          case QUIET, RESET -> closeInOrder();
        }
        // What still comes is thrown away: closing with bytes unread would reset the connection.
        if (!isClosed(fromClient) && !hasBeenPulled(fromClient)) pull(fromClient);
      }
    }

    private void say(ByteString bytes) {
      if (!isClosed(toClient)) emit(toClient, bytes, this::closeInOrder);
    }

    private void closeInOrder() {
      if (!isClosed(toClient)) complete(toClient);
    }

    private void reset() {
      isEnding = true;
      if (!isClosed(answers)) cancel(answers);
      if (!isClosed(requests)) complete(requests);
      var why = new ConnectionEndedException();
      if (!isClosed(toClient)) fail(toClient, why);
      if (!isClosed(fromClient)) cancel(fromClient, why);
    }

    private final class Answers extends AbstractInHandler {

      @Override
      public void onPush() {
        if (grab(answers) instanceof SendBytes answer) {
          connection.writing(answer.bytes().size(), nanoTime.getAsLong());
          push(toClient, answer.bytes());
        } else {
          pull(answers); // A word to a TLS layer, which is not here.
        }
      }

      @Override
      public void onUpstreamFinish() {
        if (!isEnding) {
          isEnding = true;
          connection.ending(nanoTime.getAsLong());
          complete(toClient);
        }
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        if (!isEnding) fail(toClient, failure);
      }
    }

    private final class ToClient extends AbstractOutHandler {

      @Override
      public void onPull() {
        connection.written(nanoTime.getAsLong());
        if (!isClosed(answers)) pull(answers);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        if (!isClosed(answers)) cancel(answers);
      }
    }

    private final class FromClient extends AbstractInHandler {

      @Override
      public void onPush() {
        ByteString bytes = grab(fromClient);
        if (isClosed(requests)) pull(fromClient);
        else if (connection.received(bytes.size(), nanoTime.getAsLong()))
          push(requests, new SessionBytes(NO_TLS, bytes));
        else end(Ending.LARGE_HEAD);
      }

      @Override
      public void onUpstreamFinish() {
        if (!isClosed(requests)) complete(requests);
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        if (!isClosed(requests)) fail(requests, failure);
        if (!isClosed(toClient)) complete(toClient);
        if (!isClosed(answers)) cancel(answers);
      }
    }

    private final class Requests extends AbstractOutHandler {

      @Override
      public void onPull() {
        if (!isClosed(fromClient) && !hasBeenPulled(fromClient)) pull(fromClient);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        if (!isEnding && !isClosed(fromClient)) cancel(fromClient);
      }
    }
  }
}
