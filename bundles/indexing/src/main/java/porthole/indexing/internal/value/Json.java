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
    return new JsonParser(json).object();
  }
}
