// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

  private static final String SAMPLE =
      "{\"a\":[1,-2.5e+10,0,true,false,null],\"b\\u00e9\":{\"c\":\"x\\n\\\"y\\\\\"},"
          + "\"é€😀\":\"\\ud83d\\ude00\",\"\":{},\"d\":[],\"e\":[[{}]],\"f\": 0.5 }";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [ ] ",
        "0",
        "-0",
        "1e9",
        "-1.25E-3",
        "\"\"",
        "true",
        "null",
        "{\"a\":{\"a\":[0]}}",
        "\"\\ud800\"",
        "\"\u007f\"",
        "[\"\\/\\b\\f\\r\\t\"]"
      })
  void whatTheGrammarAllowsIsPassed(String json) {
    assertThat(isValid(json.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "{\"a\":1,}",
        "{,}",
        "[,1]",
        "{\"a\"}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "-",
        "NaN",
        "Infinity",
        "tru",
        "True",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\t\"",
        "\"\n\"",
        "[1 2]",
        "{} {}",
        "[]x",
        "// c\n1",
        "\uFEFF{}",
        "{\"a\":1]",
        "[1}",
        "{1:2}",
        "\"\\",
        "\"\\u12"
      })
  void whatItDoesNotAllowIsRefused(String json) {
    assertThat(isValid(json.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void stringsThatAreNotUtf8AreRefused() {
    int[][] wrong = {
      {0x80},
      {0xC0, 0x80},
      {0xC1, 0xBF},
      {0xE0, 0x9F, 0xBF},
      {0xED, 0xA0, 0x80},
      {0xC3},
      {0xF0, 0x8F, 0xBF, 0xBF},
      {0xF4, 0x90, 0x80, 0x80},
      {0xF5, 0x80, 0x80, 0x80},
      {0xFF},
      {0xE2, 0x82},
      {0xE2, 0x28, 0xA1}
    };
    for (int[] bytes : wrong) {
      ByteBuffer json = ByteBuffer.allocate(bytes.length + 2).put((byte) '"');
      for (int b : bytes) {
        json.put((byte) b);
      }
      assertThat(isValid(json.put((byte) '"').array())).isFalse();
    }
  }

  @Test
  void nestingIsBounded() {
    assertThat(isValid(nested(JsonCursor.MAX_DEPTH))).isTrue();
    assertThatThrownBy(() -> new JsonCursor(nested(JsonCursor.MAX_DEPTH + 1)).skipValue())
        .hasMessageContaining("deeper than 512 at byte 512");
    assertThat(isValid("[".repeat(5_000_000).getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void aMistakeIsNamedWithItsPlace() {
    assertThatThrownBy(() -> check("{\"a\":1,\"b\":x}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonException.class)
        .hasMessage("A value was expected at byte 11.");
  }

  @Test
  void valuesAreReadAndTheOthersPassed() {
    byte[] json = SAMPLE.getBytes(StandardCharsets.UTF_8);
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    JsonCursor cursor = new JsonCursor(json);
    cursor.object(
        value -> {
          names.add(value.name());
          assertThat(value.nameIs("a")).isEqualTo(value.name().equals("a"));
          if (value.name().equals("é€😀")) {
            texts.add(value.text());
          }
        });
    cursor.finish();
    assertThat(names).containsExactly("a", "bé", "é€😀", "", "d", "e", "f");
    assertThat(texts).containsExactly("😀");
  }

  @Test
  void namesAreComparedAsTheyAreMeant() {
    List<Boolean> same = new ArrayList<>();
    new JsonCursor(
            "{\"Id\":1,\"\\u0049d\":1,\"I\":1,\"Idx\":1,\"\":1,\"é\":1}"
                .getBytes(StandardCharsets.UTF_8))
        .object(value -> same.add(value.nameIs("Id")));
    assertThat(same).containsExactly(true, true, false, false, false, false);
  }

  @Test
  void mutatedJsonIsJudgedAsGsonJudgesIt() {
    Random random = new Random(42);
    byte[] sample = SAMPLE.getBytes(StandardCharsets.UTF_8);
    byte[] alphabet = "{}[]\",:\\u0123abcdeE+-. \n\ttrue".getBytes(StandardCharsets.UTF_8);
    int valid = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] json = mutate(sample, alphabet, random);
      boolean ours = isValid(json);
      valid += ours ? 1 : 0;
      assertThat(ours).as(() -> new String(json, StandardCharsets.UTF_8)).isEqualTo(gson(json));
    }
    assertThat(valid).isGreaterThan(1000);
  }

  private static byte[] mutate(byte[] sample, byte[] alphabet, Random random) {
    byte[] json = sample.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(json.length);
      switch (random.nextInt(4)) {
        case 0 -> json[at] = alphabet[random.nextInt(alphabet.length)];
        case 1 -> json[at] = (byte) random.nextInt(256);
        case 2 -> System.arraycopy(json, at, json, Math.max(0, at - 1), json.length - at);
        default -> json = Arrays.copyOf(json, Math.max(1, at));
      }
    }
    return json;
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isValid(byte[] json) {
    try {
      check(json);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static void check(byte[] json) {
    JsonCursor cursor = new JsonCursor(json);
    cursor.skipValue();
    cursor.finish();
  }

  private static boolean gson(byte[] json) {
    try (JsonReader reader = new JsonReader(new StringReader(decode(json)))) {
      reader.setStrictness(Strictness.STRICT);
      return walk(reader) > 0 && reader.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // Gson refuses half a surrogate pair, which the grammar allows; what follows it is not
      // judged.
      return String.valueOf(e.getMessage()).startsWith("Unpaired surrogate") && isValid(json);
    }
  }

  private static int walk(JsonReader reader) throws IOException {
    List<Object> read = new ArrayList<>();
    int depth = 0;
    do {
      switch (reader.peek()) {
        case BEGIN_ARRAY -> {
          reader.beginArray();
          depth++;
        }
        case BEGIN_OBJECT -> {
          reader.beginObject();
          depth++;
        }
        case END_ARRAY -> {
          reader.endArray();
          depth--;
        }
        case END_OBJECT -> {
          reader.endObject();
          depth--;
        }
        case NAME -> read.add(reader.nextName());
        case STRING, NUMBER -> read.add(reader.nextString());
        case BOOLEAN -> read.add(reader.nextBoolean());
        case NULL -> reader.nextNull();
        default -> throw new IOException("The end came early.");
      }
    } while (depth > 0);
    return 1 + read.size();
  }

  private static String decode(byte[] json) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    // Gson drops a byte order mark, which RFC 8259 lets it do but does not ask for.
    if (text.startsWith("\uFEFF")) {
      throw new CharacterCodingException();
    }
    return text;
  }
}
