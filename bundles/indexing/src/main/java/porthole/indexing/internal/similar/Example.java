// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.similar;

import java.util.Map;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** What others are to be like. */
public sealed interface Example {

  /** The first entry that this finds. It is not like itself: it is left out of what is found. */
  record Entry(Query query) implements Example {}

  /** Values that are in no index; their names compare case-insensitively to those of fields. */
  record Values(Map<String, @Nullable Object> values) implements Example {}
}
