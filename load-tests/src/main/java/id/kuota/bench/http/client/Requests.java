package id.kuota.bench.http.client;

import java.nio.ByteBuffer;

/** Where the bytes of the requests come from. Called by one thread. */
@FunctionalInterface
public interface Requests {

  /** Longest request, in bytes. */
  int BYTES_MAX = 4096;

  /** Puts the whole next request into the buffer, which has room for {@link #BYTES_MAX}. */
  void putNext(ByteBuffer out);
}
