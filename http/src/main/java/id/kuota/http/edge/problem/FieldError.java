package id.kuota.http.edge.problem;

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
public record FieldError(
    @Nullable String pointer,
    @Nullable String header,
    @Nullable String parameter,
    String code,
    String detail) {

  public static FieldError at(String pointer, String code, String detail) {
    return new FieldError(pointer, null, null, code, detail);
  }

  public static FieldError inHeader(String header, String code, String detail) {
    return new FieldError(null, header, null, code, detail);
  }

  public static FieldError inParameter(String parameter, String code, String detail) {
    return new FieldError(null, null, parameter, code, detail);
  }
}
