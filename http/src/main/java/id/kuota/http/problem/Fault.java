package id.kuota.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request, and where. Exactly one of the places is given.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body; empty for the body as a whole
 * @param header name of a request header
 * @param parameter name of a part of the path or of the query
 * @param code stable, in snake_case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
    @Nullable String pointer,
    @Nullable String header,
    @Nullable String parameter,
    String code,
    String detail) {

  public static Fault at(String pointer, String code, String detail) {
    return new Fault(pointer, null, null, code, detail);
  }

  public static Fault inHeader(String header, String code, String detail) {
    return new Fault(null, header, null, code, detail);
  }

  public static Fault inParameter(String parameter, String code, String detail) {
    return new Fault(null, null, parameter, code, detail);
  }
}
