// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.StoredDocument;

/** Documents as values. */
public final class DocumentValues {

  /** The property that a document's metadata is seen as. */
  public static final String METADATA = "@metadata";

  private DocumentValues() {}

  /**
   * A document's properties, and its metadata among them, with what storage knows.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  public static Map<String, @Nullable Object> of(StoredDocument document) {
    Map<String, @Nullable Object> values = Json.lazyObject(document.body());
    values.put(METADATA, new LazyObject(() -> metadata(document)));
    return values;
  }

  private static Map<String, @Nullable Object> metadata(StoredDocument document) {
    Map<String, @Nullable Object> metadata = Json.object(document.metadata());
    metadata.put("@id", document.id());
    metadata.put("@collection", document.collection());
    metadata.put("@change-vector", document.changeVector());
    metadata.put("@last-modified", Dates.text(document.lastModified()));
    return metadata;
  }
}
