// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;

/** What an answer brings besides its results, gathered while they are taken. For one answer. */
interface Extra {

  /** A hit is taken. */
  void look(IndexSearcher searcher, int entry, QueryHit hit) throws IOException;

  /** Adds what has been gathered, as JSON values by the names of the answer's members. */
  void tell(Map<String, @Nullable Object> members);
}
