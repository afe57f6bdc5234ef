// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Change;
import porthole.storage.api.StoredDocument;

/** What changed in a database. */
public interface ChangeFeed {

  /** The etag of the last change there is, of whatever collection. */
  long lastEtag();

  /** As {@link porthole.storage.api.Database#changes}. */
  List<Change> changes(@Nullable String collection, long afterEtag, int limit, long maxBytes);

  /** The document of that id as it is now, or null. */
  @Nullable StoredDocument document(String id);
}
