package id.kuota.http.testing;

import java.net.http.HttpHeaders;

/** An answer as it came over the wire. */
public final class RawAnswer {

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  RawAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public HttpHeaders headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }
}
