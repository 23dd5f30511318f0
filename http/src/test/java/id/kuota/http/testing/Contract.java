package id.kuota.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds exchanges against the OpenAPI document: the status is declared, the body fits its schema
 * and has no field that is not declared, required headers are there, and a problem's code is one of
 * those that are declared for its status.
 */
public final class Contract {

  private static final JsonNode DOCUMENT = load();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** What any address may answer that the document does not know. */
  private static final Set<String> OUTSIDE =
      Set.of("not_found", "method_not_allowed", "malformed_request", "method_unknown");

  private Contract() {}

  public static JsonNode document() {
    return DOCUMENT;
  }

  /** Every operation, as method and path. */
  public static Set<String> operations() {
    var operations = new TreeSet<String>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (METHODS.contains(name)) {
                            operations.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** Every answer that is declared, as method, path and status. */
  public static Set<String> answers() {
    var answers = new TreeSet<String>();
    for (var path : DOCUMENT.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operation
            .getValue()
            .path("responses")
            .fieldNames()
            .forEachRemaining(
                status ->
                    answers.add(
                        operation.getKey().toUpperCase(Locale.ROOT)
                            + " "
                            + path.getKey()
                            + " "
                            + status));
      }
    }
    return answers;
  }

  /** The schema of this name, with everything that it refers to. */
  public static List<Error> faults(String schema, JsonNode value) {
    return schema("#/components/schemas/" + schema).validate(value);
  }

  static void check(String method, String path, RawAnswer answer) {
    if (method.equals("HEAD") || method.equals("OPTIONS")) return;
    String exchange = method + " " + path + " -> " + answer.status();
    Optional<JsonNode> operation = operation(method, path);
    if (operation.isEmpty()) {
      assertThat(code(answer)).as(exchange + " is not in the document").isIn(OUTSIDE);
      return;
    }
    if (answer.status() == 429) {
      checkLimited(exchange, answer); // Any operation may answer so: see the document's overview.
      return;
    }
    JsonNode response =
        resolved(operation.get().path("responses").path(Integer.toString(answer.status())));
    assertThat(response.isMissingNode()).as(exchange + " is not declared").isFalse();
    checkHeaders(exchange, response, answer);
    checkBody(exchange, response, answer);
    if (response.has("x-problem-codes")) {
      List<String> codes = new ArrayList<>();
      response.path("x-problem-codes").forEach(code -> codes.add(code.asText()));
      assertThat(codes).as(exchange).contains(code(answer));
    }
  }

  private static void checkLimited(String exchange, RawAnswer answer) {
    assertThat(code(answer)).as(exchange).isEqualTo("rate_limited");
    assertThat(faults("Problem", json(answer))).as(exchange).isEmpty();
    for (String header : List.of("Retry-After", "RateLimit", "RateLimit-Policy")) {
      assertThat(answer.headers().firstValue(header)).as(exchange + " " + header).isPresent();
    }
  }

  private static void checkHeaders(String exchange, JsonNode response, RawAnswer answer) {
    for (var header : response.path("headers").properties()) {
      if (resolved(header.getValue()).path("required").asBoolean(false)) {
        assertThat(answer.headers().firstValue(header.getKey()))
            .as(exchange + " has the header " + header.getKey())
            .isPresent();
      }
    }
  }

  private static void checkBody(String exchange, JsonNode response, RawAnswer answer) {
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(exchange + " has no body").isEmpty();
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
    assertThat(content.has(type)).as(exchange + " may be " + type).isTrue();
    if (!type.endsWith("json")) return;
    JsonNode schema = content.path(type).path("schema");
    Schema held =
        schema.has("$ref")
            ? schema(schema.path("$ref").asText())
            : SCHEMAS.computeIfAbsent(schema.toString(), text -> REGISTRY.getSchema(schema));
    assertThat(held.validate(json(answer))).as(exchange + " " + json(answer)).isEmpty();
  }

  /** A fixed segment goes before a parameter, as in the router. */
  private static Optional<JsonNode> operation(String method, String path) {
    String[] segments = path.split("/", -1);
    return DOCUMENT.path("paths").properties().stream()
        .filter(entry -> matches(entry.getKey().split("/", -1), segments))
        .min(
            Comparator.comparingLong(entry -> entry.getKey().chars().filter(c -> c == '{').count()))
        .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
        .filter(operation -> !operation.isMissingNode());
  }

  private static boolean matches(String[] template, String[] segments) {
    if (template.length != segments.length) return false;
    for (int i = 0; i < segments.length; i++) {
      boolean fits =
          template[i].startsWith("{") ? !segments[i].isEmpty() : template[i].equals(segments[i]);
      if (!fits) return false;
    }
    return true;
  }

  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
  }

  private static Schema schema(String reference) {
    return SCHEMAS.computeIfAbsent(
        reference,
        name -> {
          ObjectNode schema = new YAMLMapper().createObjectNode();
          schema.put("$ref", name);
          schema.set("components", DOCUMENT.path("components"));
          return REGISTRY.getSchema(schema);
        });
  }

  private static String code(RawAnswer answer) {
    return json(answer).path("code").asText();
  }

  private static JsonNode json(RawAnswer answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode load() {
    try (InputStream file = Contract.class.getResourceAsStream("/web/openapi.yaml")) {
      JsonNode document = new YAMLMapper().readTree(file);
      document.path("components").path("schemas").forEach(Contract::forbidUndeclared);
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients must ignore fields that they do not know; but we do not send such fields. */
  private static void forbidUndeclared(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Contract::forbidUndeclared);
  }
}
