// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Change;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** The changes of a loaded database. */
public record DatabaseFeed(Database database) implements ChangeFeed {

  @Override
  public long lastEtag() {
    return database.lastEtag();
  }

  @Override
  public List<Change> changes(
      @Nullable String collection, long afterEtag, int limit, long maxBytes) {
    return database.changes(collection, afterEtag, limit, maxBytes);
  }

  @Override
  public @Nullable StoredDocument document(String id) {
    return database.get(id);
  }
}
