package id.kuota.http.edge.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The files of the pages, in our own jar and in those of Swagger UI and other libraries. Read at
 * start.
 */
final class WebFiles {

  private static final String OWN = "/web/";
  private static final String SWAGGER_UI_POM =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private WebFiles() {}

  static byte[] own(String name) {
    return read(OWN + name);
  }

  static String ownText(String name) {
    return new String(own(name), StandardCharsets.UTF_8);
  }

  static Properties ownProperties(String name) {
    return properties(OWN + name);
  }

  /**
   * Returns a file of Swagger UI; its version stands in the path, and in the jar's own description.
   */
  static byte[] swaggerUi(String name) {
    String version = properties(SWAGGER_UI_POM).getProperty("version");
    return read("/META-INF/resources/webjars/swagger-ui/%s/%s".formatted(version, name));
  }

  /** Returns a file of a library of npm, which is in a jar of its own as Swagger UI is. */
  static byte[] npm(String library, String name) {
    String description = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
    String version = properties(description).getProperty("version");
    return read("/META-INF/resources/webjars/%s/%s/%s".formatted(library, version, name));
  }

  private static Properties properties(String path) {
    var properties = new Properties();
    try (var reader = new InputStreamReader(open(path), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
    return properties;
  }

  private static byte[] read(String path) {
    try (InputStream file = open(path)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static InputStream open(String path) {
    InputStream file = WebFiles.class.getResourceAsStream(path);
    if (file == null) throw new IllegalStateException("missing on the class path: " + path);
    return file;
  }
}
