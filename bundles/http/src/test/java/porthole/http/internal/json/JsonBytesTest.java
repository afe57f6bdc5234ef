// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonBytesTest {

  @Test
  void commasComeByThemselves() {
    JsonBytes json = new JsonBytes(1).beginObject().field("a", 1).field("b", (String) null);
    json.name("c").beginArray().text("x").literal(true).beginObject().endObject().endArray();
    json.name("d").raw("{ }".getBytes(StandardCharsets.UTF_8)).field("e", false);
    assertThat(text(json.endObject()))
        .isEqualTo("{\"a\":1,\"b\":null,\"c\":[\"x\",true,{}],\"d\":{ },\"e\":false}");
  }

  @Test
  void anyTextComesBackFromAParser() {
    String all = "\u0000\u001f \"\\/ é€😀\ud800x\udc00,";
    String json = text(new JsonBytes().beginArray().text(all).text(",").text("").endArray());
    assertThat(JsonParser.parseString(json).getAsJsonArray().get(0).getAsString()).isEqualTo(all);
    assertThat(json).endsWith(",\",\",\"\"]");
  }

  private static String text(JsonBytes json) {
    return new String(json.toBytes(), StandardCharsets.UTF_8);
  }
}
