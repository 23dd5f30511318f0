package id.kuota.http.edge.identity;

import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A policy that distinguishes API clients by a header, if the operator names one. Then the ids of
 * orders and carts also follow from its value: a request that another client repeats, with equal
 * buyer and key, is a request of its own and never answered with the first client's order.
 *
 * @param header set by a proxy that knows the client, or a secret of the client itself; empty:
 *     clients are not distinguished
 */
public record ApiClients(Optional<String> header) {

  /** Clients are not told apart. */
  public static final ApiClients ANY = new ApiClients(Optional.empty());

  private static final Pattern NAME = Pattern.compile("[ -~]{1,1000}");

  /** The client that has sent the request, or what is wrong with its header. */
  public Validated<ApiClient> of(RequestContext context) {
    if (header.isEmpty()) return new Validated.Valid<>(ApiClient.ANY);
    Optional<String> name = context.header(header.get()).map(String::strip);
    if (name.isEmpty()) return refused("missing", "is required: it identifies the client");
    return NAME.matcher(name.get()).matches()
        ? new Validated.Valid<>(new ApiClient(name))
        : refused("bad_format", "must be 1 to 1000 printable ASCII characters");
  }

  private Validated<ApiClient> refused(String code, String wanted) {
    return new Validated.Invalid<>(
        Problem.invalid(List.of(FieldError.inHeader(header.orElseThrow(), code, wanted))));
  }
}
