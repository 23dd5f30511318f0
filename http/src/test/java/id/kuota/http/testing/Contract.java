package id.kuota.http.testing;

import java.net.http.HttpResponse;

/** Holds an exchange against the OpenAPI document. */
final class Contract {

  private Contract() {}

  static void check(String method, String path, HttpResponse<byte[]> answer) {}
}
