// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import org.osgi.annotation.versioning.ProviderType;
import porthole.storage.api.Database;

/** Answers queries. Thread-safe. */
@ProviderType
public interface Indexing {

  /**
   * Answers a query, on the calling thread; makes an index when none can answer it.
   *
   * @param database in use by the caller until the answer is closed
   * @throws IndexingException.InvalidQuery if the text is no query, or asks for what makes no sense
   * @throws IndexingException.NotSupported if it asks for what is not there yet
   * @throws IndexingException.StillStale if it waited in vain
   */
  QueryAnswer query(Database database, QueryRequest request);
}
