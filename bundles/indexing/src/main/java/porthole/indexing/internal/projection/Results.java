// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.value.DocumentValues;

/** What scripts give back. */
final class Results {

  private Results() {}

  /**
   * The result that a script has made, without the metadata of the document that it may be made of.
   *
   * @throws IndexingException.BadScript if it is no object
   */
  static Map<String, @Nullable Object> object(@Nullable Object made) {
    if (!(made instanceof Map<?, ?> object)) {
      throw new IndexingException.BadScript(
          "The query's function made '" + made + "' of a document; an object was expected.");
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    object.forEach((name, value) -> result.put(String.valueOf(name), value));
    result.remove(DocumentValues.METADATA);
    return result;
  }

  /** The id of a document, or null. */
  static @Nullable Object id(@Nullable Object document) {
    return document instanceof Map<?, ?> values
            && values.get(DocumentValues.METADATA) instanceof Map<?, ?> metadata
        ? metadata.get("@id")
        : null;
  }
}
