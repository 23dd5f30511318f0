package id.kuota.http.profile;

import id.kuota.http.edge.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Why no profile is sent, in the form of RFC 9457. These answers belong to no public API. */
enum ProfileProblem {
  PROFILE_DISABLED(
      403,
      "Profiles are switched off",
      "Set KUOTA_PROFILE_TOKEN (at least 16 random characters) and start the node again."),
  PROFILE_TOKEN_INVALID(
      401,
      "The token is missing or wrong",
      "Send Authorization: Bearer <the value of KUOTA_PROFILE_TOKEN>."),
  PROFILE_SECONDS_INVALID(
      400,
      "The length of the recording is wrong",
      "seconds is a whole number from 1 to 60; without it 30."),
  PROFILE_METHOD_INVALID(405, "A profile is read with GET", "Use GET."),
  PROFILE_RUNNING(
      409, "Another recording is running", "One recording at a time. It ends within a minute."),
  PROFILE_FAILED(
      503,
      "The recording failed",
      "See the log of the node: flight recorder, and space in its folder for temporary files.");

  private static final ContentType PROBLEM_JSON =
      ContentTypes.create(
          MediaTypes.customWithFixedCharset(
              "application", "problem+json", HttpCharsets.UTF_8, java.util.Map.of(), false));

  private final int status;
  private final String title;
  private final String detail;

  ProfileProblem(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  HttpResponse answer() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", name().toLowerCase(Locale.ROOT));
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(HttpEntities.create(PROBLEM_JSON, Json.bytes(body)));
  }
}
