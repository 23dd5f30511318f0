package id.kuota.http.edge.route;

/**
 * One address and method.
 *
 * @param method in capitals
 * @param path with parameters in braces, as in the OpenAPI document: {@code /v1/sales/{sale}}; a
 *     segment is a parameter as a whole or not at all
 * @param isPublic whether it reads public data, so that pages of all origins may ask it
 */
public record Route(String method, String path, Handler handler, boolean isPublic) {

  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
  }

  /**
   * Returns whether it reads something by a name that the client says: it may wake an entity or ask
   * the database, where pages and files are in memory.
   */
  public boolean looksSomethingUp() {
    return method.equals("GET") && (path.startsWith("/v1/") || path.startsWith("/tickets/"));
  }

  /**
   * Returns whether it is for the crowd: what a limit of addresses holds for. It holds neither for
   * gates and payment gateways, of which many may come from one address, nor for pages and files,
   * which are in memory.
   */
  public boolean isOfTheCrowd() {
    return path.startsWith("/v1/")
        && !path.startsWith("/v1/gates/")
        && !path.startsWith("/v1/device/")
        && !path.equals("/v1/check-ins")
        && !path.endsWith("/notifications");
  }

  /** Creates an address that is not public. */
  public Route(String method, String path, Handler handler) {
    this(method, path, handler, false);
  }

  /** Creates a route to public data: no key, and no id that is a secret. */
  public static Route publicGet(String path, Handler handler) {
    return new Route("GET", path, handler, true);
  }

  public static Route get(String path, Handler handler) {
    return new Route("GET", path, handler);
  }

  public static Route post(String path, Handler handler) {
    return new Route("POST", path, handler);
  }

  public static Route delete(String path, Handler handler) {
    return new Route("DELETE", path, handler);
  }

  public static Route put(String path, Handler handler) {
    return new Route("PUT", path, handler);
  }
}
