package id.kuota.load.server;

import java.net.URI;

/** A running server, and the key of its operator. */
public record Node(URI url, String operatorKey) {

  /** Returns the address of a path that begins with a slash. */
  URI at(String path) {
    return URI.create(url.toString().replaceAll("/+$", "") + path);
  }
}
