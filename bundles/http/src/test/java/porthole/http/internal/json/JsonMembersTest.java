// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class JsonMembersTest {

  @Test
  void aMemberIsCutOutWhereverItStands() {
    assertThat(without("{\"x\":1,\"a\":2,\"b\":3}")).isEqualTo("{\"a\":2,\"b\":3}");
    assertThat(without("{\"a\":2, \"x\":1 ,\"b\":3 }")).isEqualTo("{\"a\":2,\"b\":3 }");
    assertThat(without("{ \"a\": 2 , \"x\": {\"a\":1}}")).isEqualTo("{ \"a\": 2}");
    assertThat(without("{\"x\":1,\"x\":2}")).isEqualTo("{}");
    assertThat(without(" { \"\\u0078\" : 1 } ")).isEqualTo("{}");
  }

  @Test
  void whatHasNothingToCutStaysAsItIs() {
    String json = "{ \"a\" :\t[1, 2] ,\n \"b\" : {\"x\":1} }";
    assertThat(without(json)).isEqualTo(json);
    assertThat(without("{ }")).isEqualTo("{ }");
  }

  @Test
  void theLastMemberOfANameCounts() {
    JsonCursor value = JsonMembers.of(bytes("{\"a\":1,\"a\":2}")).value("a");
    assertThat(value.integer()).isEqualTo(2);
    assertThat(JsonMembers.of(bytes("{}")).value("a")).isNull();
  }

  @Test
  void anySelectionLeavesTheOthersInTheirOrder() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      StringBuilder json = new StringBuilder("{");
      JsonObject expected = new JsonObject();
      for (int m = random.nextInt(6); m > 0; m--) {
        boolean kept = random.nextBoolean();
        String name = (kept ? "k" : "x") + m;
        json.append(json.length() > 1 ? " ".repeat(random.nextInt(2)) + "," : "");
        json.append(" ".repeat(random.nextInt(2))).append('"').append(name).append("\":").append(m);
        if (kept) {
          expected.addProperty(name, m);
        }
      }
      byte[] cut = JsonMembers.of(bytes(json + " }")).without(name -> name.startsWith("x"));
      String text = new String(cut, StandardCharsets.UTF_8);
      assertThat(JsonParser.parseString(text)).isEqualTo(expected);
    }
  }

  private static String without(String json) {
    Predicate<String> unwanted = Set.of("x")::contains;
    return new String(JsonMembers.of(bytes(json)).without(unwanted), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
