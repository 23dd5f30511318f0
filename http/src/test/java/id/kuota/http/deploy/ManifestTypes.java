package id.kuota.http.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The types of the manifests, by apiVersion and kind: the generated ones of Kubernetes' client,
 * which refuse a field that they lack and miss one that is required.
 */
final class ManifestTypes {

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final Map<String, Type> TYPES =
      Map.of(
          "v1 Namespace", V1Namespace::validateJsonElement,
          "v1 ConfigMap", V1ConfigMap::validateJsonElement,
          "v1 Secret", V1Secret::validateJsonElement,
          "v1 Service", V1Service::validateJsonElement,
          "apps/v1 StatefulSet", V1StatefulSet::validateJsonElement,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "keda.sh/v1alpha1 ScaledObject", ManifestTypes::checkScaledObject);

  private interface Type {
    void check(JsonElement manifest) throws IOException;
  }

  private ManifestTypes() {}

  /**
   * Checks a manifest against its type.
   *
   * @throws IllegalArgumentException with the field that does not fit
   */
  static void check(JsonNode manifest) {
    String name = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
    Type type = TYPES.get(name);
    if (type == null) throw new IllegalArgumentException("there is no type for " + name);
    try {
      type.check(JsonParser.parseString(manifest.toString()));
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static void checkScaledObject(JsonElement manifest) throws IOException {
    ScaledObject scaled = STRICT.readValue(manifest.toString(), ScaledObject.class);
    V2HorizontalPodAutoscalerBehavior.validateJsonElement(
        JsonParser.parseString(
            scaled.spec().advanced().horizontalPodAutoscalerConfig().behavior().toString()));
  }

  /** KEDA's type, as far as the manifests use it. */
  record ScaledObject(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) JsonNode metadata,
      @JsonProperty(required = true) Spec spec) {}

  record Spec(
      @JsonProperty(required = true) Target scaleTargetRef,
      @JsonProperty(required = true) int minReplicaCount,
      @JsonProperty(required = true) int maxReplicaCount,
      @JsonProperty(required = true) Advanced advanced,
      @JsonProperty(required = true) List<Trigger> triggers) {}

  record Target(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) String name) {}

  record Advanced(@JsonProperty(required = true) AutoscalerConfig horizontalPodAutoscalerConfig) {}

  record AutoscalerConfig(@JsonProperty(required = true) JsonNode behavior) {}

  /** A trigger; its name is that among those of its object. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "cron", value = ByClock.class),
    @JsonSubTypes.Type(name = "prometheus", value = ByLoad.class)
  })
  sealed interface Trigger {}

  record ByClock(
      @JsonProperty(required = true) String name, @JsonProperty(required = true) Cron metadata)
      implements Trigger {}

  record ByLoad(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) MetricType metricType,
      @JsonProperty(required = true) Prometheus metadata)
      implements Trigger {}

  /** Whether the threshold is for each node, or for all together. */
  enum MetricType {
    @JsonProperty("AverageValue")
    AVERAGE_VALUE,
    @JsonProperty("Value")
    VALUE
  }

  /** The metadata of KEDA's cron trigger; all are texts. */
  record Cron(
      @JsonProperty(required = true) String timezone,
      @JsonProperty(required = true) String start,
      @JsonProperty(required = true) String end,
      @JsonProperty(required = true) String desiredReplicas) {}

  /** The metadata of KEDA's Prometheus trigger; all are texts. */
  record Prometheus(
      @JsonProperty(required = true) String serverAddress,
      @JsonProperty(required = true) String query,
      @JsonProperty(required = true) String threshold) {}
}
