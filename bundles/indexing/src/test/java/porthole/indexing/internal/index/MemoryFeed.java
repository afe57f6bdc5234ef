// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Change;
import porthole.storage.api.StoredDocument;

/** The changes of a database that is not there. */
final class MemoryFeed implements ChangeFeed {
  private final List<Change> changes = new ArrayList<>();
  private long etag;
  private Runnable onRead = () -> {};

  /** Stores a document; null deletes it. */
  void put(String collection, String id, @Nullable String body) {
    changes.removeIf(change -> change.id().equalsIgnoreCase(id));
    etag++;
    StoredDocument document =
        body == null
            ? null
            : new StoredDocument(
                id, collection, etag, "A:" + etag, Instant.EPOCH, bytes("{}"), bytes(body));
    changes.add(new Change(etag, id, collection, "A:" + etag, document));
  }

  /** Does something before each read from now on. */
  void onRead(Runnable action) {
    onRead = action;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public long lastEtag() {
    return etag;
  }

  @Override
  public List<Change> changes(@Nullable String collection, long afterEtag, int limit) {
    onRead.run();
    return changes.stream()
        .filter(change -> collection == null || change.collection().equalsIgnoreCase(collection))
        .filter(change -> change.etag() > afterEtag)
        .limit(limit)
        .toList();
  }
}
