// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.value.Json;

/**
 * What became of some entries of one key.
 *
 * @param results none of no entries
 * @param error why there are no results; null: there is no error
 */
record Reduced(
    @Nullable Object key, List<Map<String, @Nullable Object>> results, @Nullable String error) {
  private static final String KEY = "key";
  private static final String RESULTS = "results";
  private static final String ERROR = "error";

  static final Reduced NOTHING = new Reduced(null, List.of(), null);

  boolean isNothing() {
    return results.isEmpty() && error == null;
  }

  byte[] json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(KEY, key);
    json.put(RESULTS, results);
    if (error != null) {
      json.put(ERROR, error);
    }
    return PlainJson.text(json).getBytes(UTF_8);
  }

  @SuppressWarnings("unchecked") // as json() makes it
  static Reduced of(byte[] text) {
    Map<String, @Nullable Object> json = Json.object(text);
    return new Reduced(
        json.get(KEY),
        (List<Map<String, @Nullable Object>>) json.getOrDefault(RESULTS, List.of()),
        (String) json.get(ERROR));
  }
}
