// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Change;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.Folding;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StoredDocument;

/** A database in memory, as far as indexes and queries need one. */
public final class MemoryDatabase implements Database {
  // By folded id, in the order of etags.
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private long etag;
  private Runnable onRead = () -> {};

  /** Stores a document; null deletes it. */
  public void put(String collection, String id, @Nullable String body) {
    changes.remove(Folding.fold(id));
    etag++;
    StoredDocument document =
        body == null
            ? null
            : new StoredDocument(
                id, collection, etag, "A:" + etag, Instant.EPOCH, bytes("{}"), bytes(body));
    changes.put(Folding.fold(id), new Change(etag, id, collection, "A:" + etag, document));
  }

  /** Does something before each time that changes are read from now on. */
  public void onRead(Runnable action) {
    onRead = action;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public String name() {
    return "db";
  }

  @Override
  public String id() {
    return "id";
  }

  @Override
  public @Nullable StoredDocument get(String id) {
    Change change = changes.get(Folding.fold(id));
    return change == null ? null : change.document();
  }

  @Override
  public List<Change> changes(
      @Nullable String collection, long afterEtag, int limit, long maxBytes) {
    onRead.run();
    List<Change> found = new ArrayList<>();
    long bytes = 0;
    for (Change change : changes.values()) {
      boolean wanted = collection == null || change.collection().equalsIgnoreCase(collection);
      if (wanted && change.etag() > afterEtag && found.size() < limit && bytes < maxBytes) {
        found.add(change);
        StoredDocument document = change.document();
        bytes += document == null ? 1 : document.body().length;
      }
    }
    return found;
  }

  @Override
  public DatabaseStats stats() {
    DatabaseStats stats = new DatabaseStats();
    stats.lastEtag = etag;
    for (Change change : changes.values()) {
      if (change.document() != null) {
        stats.documents++;
        stats.collections.merge(change.collection(), 1L, Long::sum);
      }
    }
    return stats;
  }

  @Override
  public List<@Nullable StoredDocument> get(List<String> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<@Nullable StoredDocument> get(List<String> ids, long maxBytes) {
    List<@Nullable StoredDocument> found = new ArrayList<>();
    ids.forEach(id -> found.add(get(id)));
    return found;
  }

  @Override
  public List<StoredDocument> list(PrefixQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DocumentPage list(PrefixQuery query, long maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<StoredDocument> latest(int start, int pageSize) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DocumentPage latest(long belowEtag, int start, int pageSize, long maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<CommandResult> execute(List<DocumentCommand> commands) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long nextIdentity(String prefix) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long seedIdentity(String prefix, long value, boolean force) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SortedMap<String, Long> identities() {
    throw new UnsupportedOperationException();
  }
}
