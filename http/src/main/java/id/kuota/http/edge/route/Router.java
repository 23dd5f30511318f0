package id.kuota.http.edge.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: one map look-up for each segment of the path. A fixed segment goes
 * before a parameter. Unchangeable once built.
 */
public final class Router {

  /** What was found. */
  public sealed interface Found {}

  /** The handler, and the values of the parameters in the order of the path. */
  public record Match(Route route, Map<String, String> parameters) implements Found {}

  /** The address exists, with other methods. */
  public record OtherMethods(List<Route> routes) implements Found {

    /** Returns the methods, in their order. */
    public List<String> allowed() {
      return routes.stream().map(Route::method).toList();
    }
  }

  public record Nothing() implements Found {}

  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final Map<String, Route> routes = new TreeMap<>();
    private @Nullable Node parameter;
    private @Nullable String parameterName;
  }

  private final Node root = new Node();
  private final List<Route> routes = new ArrayList<>();

  public Router(List<RouteGroup> groups) {
    groups.forEach(group -> group.routes().forEach(this::add));
  }

  /** Returns every route, in the order in which they were given. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /**
   * Returns what is at this address.
   *
   * @param path exactly as in the route: a slash too many is another address
   */
  public Found find(String method, String path) {
    if (!path.startsWith("/")) return new Nothing();
    Map<String, String> parameters = new HashMap<>();
    Node node = root;
    for (String segment : segments(path)) {
      Node child = node.children.get(segment);
      if (child == null && node.parameter != null && node.parameterName != null) {
        if (segment.isEmpty()) return new Nothing();
        parameters.put(node.parameterName, segment);
        child = node.parameter;
      }
      if (child == null) return new Nothing();
      node = child;
    }
    Route route = node.routes.get(method);
    if (route != null) return new Match(route, parameters);
    return node.routes.isEmpty()
        ? new Nothing()
        : new OtherMethods(List.copyOf(node.routes.values()));
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : segments(route.path())) {
      node =
          segment.startsWith("{")
              ? parameter(node, segment.substring(1, segment.length() - 1), route)
              : node.children.computeIfAbsent(segment, name -> new Node());
    }
    if (node.routes.putIfAbsent(route.method(), route) != null) {
      throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
    }
    routes.add(route);
  }

  private static Node parameter(Node node, String name, Route route) {
    if (node.parameter == null) {
      node.parameter = new Node();
      node.parameterName = name;
    }
    if (!name.equals(node.parameterName)) {
      throw new IllegalStateException("one place, one name: " + route.path());
    }
    return node.parameter;
  }

  private static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }
}
