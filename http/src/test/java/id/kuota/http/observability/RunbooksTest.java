package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.deploy.DeployFiles;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each alert has a runbook, which says the same four things, and each runbook has an alert. */
final class RunbooksTest {

  private static final String FOLDER = "docs/runbooks/";

  @Test
  void eachAlertHasOneAndEachHasAnAlert() {
    var alerts = new TreeSet<String>();
    Alert.all().forEach(alert -> alerts.add(alert.name() + ".md"));
    assertThat(DeployFiles.below(FOLDER))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void eachSaysWhatItMeansWhereToLookWhatToDoAndWhenItEnds() {
    assertThat(DeployFiles.below(FOLDER))
        .allSatisfy(
            file -> {
              String text = DeployFiles.text(DeployFiles.ROOT.relativize(file).toString());
              String name = file.getFileName().toString().replace(".md", "");
              assertThat(text).startsWith("# " + name + "\n");
              assertThat(DeployFiles.all("(?m)^## (.*)$", text))
                  .as(name)
                  .containsExactly(
                      "For buyers", "Look here first", "Causes", "What to do", "It resolves");
            });
  }

  @Test
  void theMapListsThem() {
    String map = DeployFiles.text("docs/README.md");
    assertThat(Alert.all())
        .allSatisfy(
            alert ->
                assertThat(map)
                    .contains("[%s](runbooks/%s.md)".formatted(alert.name(), alert.name())));
  }
}
