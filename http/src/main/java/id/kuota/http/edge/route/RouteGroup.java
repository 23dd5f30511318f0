package id.kuota.http.edge.route;

import java.util.List;

/** The routes of one subject. Asked once, at start. */
@FunctionalInterface
public interface RouteGroup {

  List<Route> routes();
}
