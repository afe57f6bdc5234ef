// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonException;

class ArraySplitterTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100_000})
  void objectsAreCutOutHoweverTheBytesArrive(int bytesAtOnce) throws IOException {
    String array = " [ {\"a\":\"}]\\\"{\\\\\"} ,{},\n{\"b\":[{\"c\":{}},\"[\"]} ] \n";
    assertThat(split(array, bytesAtOnce, 1000))
        .containsExactly("{\"a\":\"}]\\\"{\\\\\"}", "{}", "{\"b\":[{\"c\":{}},\"[\"]}");
    assertThat(split("[]", bytesAtOnce, 1000)).isEmpty();
  }

  @Test
  void objectsLargerThanTheBufferAreWhole() throws IOException {
    String big = "{\"x\":\"" + "é".repeat(200_000) + "\"}";
    assertThat(split("[" + big + ",{}," + big + "]", 5000, 1_000_000))
        .containsExactly(big, "{}", big);
  }

  @Test
  void anObjectOverTheLimitIsRefused() {
    String big = "{\"x\":\"" + "x".repeat(300_000) + "\"}";
    assertThatThrownBy(() -> split("[{}," + big + "]", 1 << 20, 100_000))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("limit of 100000 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[",
        "[{}",
        "[{},",
        "[{},]",
        "[,]",
        "[{}{}]",
        "[1]",
        "[\"a\"]",
        "[{}]x",
        "[{]",
        "[{\"a\":\"]",
        "[[{}]]",
        "[{\"\\"
      })
  void whatIsNoArrayOfObjectsIsRefused(String array) {
    assertThatThrownBy(() -> split(array, 1, 1000)).isInstanceOf(JsonException.class);
  }

  private static List<String> split(String array, int bytesAtOnce, int limit) throws IOException {
    InputStream source =
        new ByteArrayInputStream(array.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(bytesAtOnce, length));
          }
        };
    ArraySplitter splitter = new ArraySplitter(source, limit);
    List<String> objects = new ArrayList<>();
    for (byte[] object = splitter.next(); object != null; object = splitter.next()) {
      objects.add(new String(object, StandardCharsets.UTF_8));
    }
    return objects;
  }
}
