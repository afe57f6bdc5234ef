// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of JSON texts. */
public final class Json {

  private Json() {}

  /**
   * The object that a stored document is.
   *
   * @param json in UTF-8, checked when it was stored
   * @throws IllegalArgumentException if it is not a JSON object
   */
  public static Map<String, @Nullable Object> object(byte[] json) {
    return new JsonParser(json, 0, json.length, false).object();
  }

  /**
   * The same, but objects and arrays within are read when somebody looks into them: most of a
   * document is of no interest to those who look for some values. What is wrong within shows then.
   */
  static Map<String, @Nullable Object> lazyObject(byte[] json) {
    return new JsonParser(json, 0, json.length, true).object();
  }
}
