package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader of an earlier shape cannot read is found, and what it can read is not. */
class ShapeTest {

  private static final String THEN = "{'id':'a','sum':1,'lines':[{'units':1}],'end':null}";

  @Test
  void whatIsAddedIsNoObstacle() {
    assertThat(obstacles(THEN, THEN)).isEmpty();
    assertThat(
            obstacles(
                THEN, "{'id':'a','sum':1,'lines':[{'units':1,'x':[]}],'end':null,'more':{'y':1}}"))
        .isEmpty();
    assertThat(obstacles("['H','a',1]", "['H','a',1,'more']")).isEmpty();
  }

  @Test
  void whatIsRemovedOrRenamedIsFoundAlsoInside() {
    assertThat(obstacles(THEN, "{'id':'a','lines':[{'units':1}],'end':null}"))
        .containsExactly("m1/sum is missing");
    assertThat(obstacles(THEN, "{'id':'a','sum':1,'lines':[{'pieces':1}],'end':null}"))
        .containsExactly("m1/lines[]/units is missing");
    assertThat(obstacles("['H','a',1]", "['H','a']")).containsExactly("m1<H>/2 is missing");
    assertThat(obstacles("{'t':'S','a':1}", "{'t':'S'}")).containsExactly("m1<S>/a is missing");
  }

  @Test
  void whatIsSometimesLeftOutIsFound() {
    assertThat(
            Shape.of(trees("{'a':1}")).obstacles(Shape.of(trees("{'a':1}", "{}", "{'a':2}")), "m1"))
        .containsExactly("m1/a is missing");
    assertThat(Shape.of(trees("{'a':1}", "{}")).obstacles(Shape.of(trees("{}")), "m1"))
        .as("it was left out before")
        .isEmpty();
  }

  @Test
  void whatHasAnotherTypeIsFound() {
    assertThat(obstacles(THEN, "{'id':['a','b'],'sum':'1','lines':[{'units':1}],'end':null}"))
        .containsExactly("m1/id is now array, not [STRING]", "m1/sum is now STRING, not [NUMBER]");
    assertThat(obstacles("{'a':'x'}", "{'a':null}"))
        .containsExactly("m1/a is now NULL, not [STRING]");
  }

  @Test
  void variantsAreComparedOneByOneAndListed() {
    assertThat(obstacles("{'t':'S','a':1}", "{'t':'N','b':1}")).isEmpty();
    assertThat(Shape.of(trees("{'command':{'t':'S','a':['H',1]}}")).variants("m1"))
        .containsExactly("m1/command<S>", "m1/command<S>/a<H>");
  }

  private static List<String> obstacles(String then, String now) {
    return Shape.of(trees(then)).obstacles(Shape.of(trees(now)), "m1");
  }

  private static List<JsonNode> trees(String... texts) {
    var trees = new ArrayList<JsonNode>();
    for (String text : texts) {
      try {
        trees.add(new ObjectMapper().readTree(text.replace('\'', '"')));
      } catch (JsonProcessingException e) {
        throw new AssertionError(text, e);
      }
    }
    return trees;
  }
}
