// SPDX-License-Identifier: Apache-2.0
package porthole.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpErrorTest {

  @Test
  void hasTheFourFieldsThatClientsRead() {
    assertThat(json(new HttpError("/docs?id=a", "T", "gone")))
        .isEqualTo(
            "{\"Url\":\"/docs?id=a\",\"Type\":\"T\",\"Message\":\"gone\",\"Error\":\"T: gone\"}");
  }

  @Test
  void escapesWhatJsonDoesNotAllowInAString() {
    assertThat(json(new HttpError("u", "T", "a\"b\\c\nd\u0001e\ud800f\ud83d\ude00")))
        .contains("\"Message\":\"a\\\"b\\\\c\\u000ad\\u0001e\\ud800f\\ud83d\\ude00\"");
  }

  @Test
  void keepsAddedFieldsInOrderAndNullsAsNull() {
    assertThat(json(new HttpError("u", "T", "m").with("Id", "a/1").with("Actual", null)))
        .endsWith(",\"Id\":\"a/1\",\"Actual\":null}");
  }

  private static String json(HttpError error) {
    return new String(error.toBytes(), StandardCharsets.UTF_8);
  }
}
