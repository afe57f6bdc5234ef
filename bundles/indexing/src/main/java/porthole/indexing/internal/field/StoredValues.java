// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.field;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.value.Json;

/** The values that an index keeps of an entry, to be had from it. */
public final class StoredValues {

  /** Where they are, as a JSON object. */
  public static final String FIELD = "@stored";

  private StoredValues() {}

  /** Those of an entry by their fields; none where none are kept. */
  public static Map<String, @Nullable Object> of(IndexReader reader, int entry) throws IOException {
    BytesRef json = reader.storedFields().document(entry, Set.of(FIELD)).getBinaryValue(FIELD);
    return json == null ? Map.of() : Json.object(BytesRef.deepCopyOf(json).bytes);
  }
}
