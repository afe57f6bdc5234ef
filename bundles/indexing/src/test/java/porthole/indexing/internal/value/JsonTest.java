// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static Map<String, @Nullable Object> read(String json) {
    return Json.object(json.getBytes(UTF_8));
  }

  @Test
  void valuesAreOfPlainTypes() {
    assertThat(read(" { \"a\" : [ 1 , -2.5 , \"x\" , true , false , null , { } , [ ] ] } "))
        .isEqualTo(
            Map.of("a", Arrays.asList(1L, -2.5, "x", true, false, null, Map.of(), List.of())));
    assertThat(read("{}")).isEmpty();
  }

  @Test
  void propertiesKeepTheirOrderAndTheLastOfANameCounts() {
    assertThat(read("{\"b\":1,\"a\":2,\"b\":3}"))
        .containsExactly(Map.entry("b", 3L), Map.entry("a", 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "999999999999999999, 999999999999999999",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void wholeNumbersThatFitAreLongs(String json, long value) {
    assertThat(read("{\"n\":" + json + "}")).containsEntry("n", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "1e3", "-1.5E-7", "0.1", "1E+2"})
  void otherNumbersAreDoubles(String json) {
    assertThat(read("{\"n\":" + json + "}")).containsEntry("n", Double.valueOf(json));
  }

  @Test
  void decimalNumbersAreTheNearestDoubles() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      String number =
          (random.nextBoolean() ? "-" : "")
              + random.nextLong(1L << random.nextInt(1, 60))
              + "."
              + random.nextLong(1L << random.nextInt(1, 60));
      assertThat(read("{\"n\":" + number + "}")).containsEntry("n", Double.valueOf(number));
    }
  }

  @Test
  void whatIsReadWhenItIsLookedIntoIsTheSame() {
    byte[] json =
        "{\"a\":{\"b\":[1,{\"c\":\"}]\\\"\\\\\"}],\"d\":null},\"e\":[],\"f\":{}}".getBytes(UTF_8);
    assertThat(Json.lazyObject(json)).isEqualTo(Json.object(json));
    assertThat(Json.lazyObject(json).toString()).isEqualTo(Json.object(json).toString());
  }

  @Test
  void stringsMayHaveAnyCharactersAndEscapes() {
    assertThat(
            read("{\"K\u00f6ln\\u0021\":\"\ud83d\ude00 \\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fC\u00fc\"}"))
        .isEqualTo(Map.of("K\u00f6ln!", "\ud83d\ude00 \"\\/\b\f\n\r\t\u00fc\u00fc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1}x",
        "{\"a\":tru}",
        "{\"a\":-}",
        "{\"a\":1.2.3}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"",
        "{\"a\":[1 2]}",
        "{\"a\":+}",
        "nul"
      })
  void whatIsNoObjectIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noNestingIsTooDeepForTheStack() {
    String deep = "{\"a\":" + "[".repeat(1_000_000);
    assertThatThrownBy(() -> read(deep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedTextsAreRefusedOrReadButNeverFailOtherwise() {
    byte[] whole = "{\"a\":[1,-2.5e3,\"x\\u0041\u00fc\",true,null,{\"b\":[]}]}".getBytes(UTF_8);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        assertThat(Json.object(damaged)).isNotNull();
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("JSON");
      }
    }
  }
}
