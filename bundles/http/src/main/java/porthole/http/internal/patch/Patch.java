// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;

/**
 * A script and what it is given.
 *
 * @param values plain ones; the script has them as {@code args.name} and as {@code $name}
 */
public record Patch(UpdateScript script, Map<String, @Nullable Object> values) {

  /** Reads {@code {"Script", "Values"}}; null for null, or where there is none. */
  static @Nullable Patch read(byte[] json, @Nullable JsonCursor value) {
    if (value == null || value.peek() == 'n') {
      return null;
    }
    JsonMembers members = JsonMembers.read(json, value);
    JsonCursor script = members.value("Script");
    String text = script == null ? null : script.textOrNull();
    if (text == null || text.isBlank()) {
      throw RequestException.badRequest("A patch has no 'Script'; JavaScript was expected.");
    }
    JsonCursor values = members.value("Values");
    Map<String, @Nullable Object> plain =
        values == null || values.peek() != '{' ? Map.of() : ScriptDocument.object(values);
    return new Patch(UpdateScript.of(text, plain.keySet()), plain);
  }
}
