// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Change;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.StoredDocument;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;

/** Reads changes by etag. The caller sees to it that the environment stays open meanwhile. */
public final class ChangeReader {
  private final Environment environment;

  /** Reads that environment. */
  public ChangeReader(Environment environment) {
    this.environment = environment;
  }

  /** Changes of the whole database, upwards, until they take so many bytes. */
  public List<Change> all(long afterEtag, int limit, long maxBytes) {
    return afterEtag == Long.MAX_VALUE
        ? List.of()
        : read(Keys.etag(afterEtag + 1), Keys.etagsEnd(), limit, maxBytes);
  }

  /** Changes of one collection, upwards, until they take so many bytes. */
  public List<Change> ofCollection(int collection, long afterEtag, int limit, long maxBytes) {
    return afterEtag == Long.MAX_VALUE
        ? List.of()
        : read(
            Keys.collectionEtag(collection, afterEtag + 1),
            Keys.collectionEtagsEnd(collection),
            limit,
            maxBytes);
  }

  /** The first documents below an etag, downwards, until they take so many bytes. */
  public DocumentPage latest(long belowEtag, int start, int pageSize, long maxBytes) {
    PageBuilder found = new PageBuilder(pageSize, maxBytes);
    byte[] end = belowEtag == Long.MAX_VALUE ? Keys.etagsEnd() : Keys.etag(belowEtag);
    int skip = start;
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.descending(Keys.etag(0), end)) {
      while (found.wantsMore() && cursor.next()) {
        ChangeEntry entry = ChangeEntry.decode(cursor.value());
        if (entry.tombstone()) {
          continue;
        }
        if (skip > 0) {
          skip--;
        } else {
          found.add(target(entry, snapshot.get(entry.target())));
        }
      }
    }
    return found.page();
  }

  /** The highest etag that is in use, or 0. */
  public long highestEtag() {
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.descending(Keys.etag(0), Keys.etagsEnd())) {
      return cursor.next() ? Keys.etagOf(cursor.key()) : 0;
    }
  }

  private List<Change> read(byte[] from, byte[] to, int limit, long maxBytes) {
    List<Change> changes = new ArrayList<>();
    long bytes = 0;
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.ascending(from, to)) {
      while (changes.size() < limit && bytes < maxBytes && cursor.next()) {
        ChangeEntry entry = ChangeEntry.decode(cursor.value());
        StoredDocument target = target(entry, snapshot.get(entry.target()));
        changes.add(change(entry, target));
        bytes += PageBuilder.bytes(target);
      }
    }
    return changes;
  }

  private static Change change(ChangeEntry entry, StoredDocument target) {
    return new Change(
        target.etag(),
        target.id(),
        target.collection(),
        target.changeVector(),
        entry.tombstone() ? null : target);
  }

  private static StoredDocument target(ChangeEntry entry, byte @Nullable [] record) {
    if (record == null) {
      throw new EngineException.Corrupt(
          "The change feed names '" + Ids.shown(entry.foldedId()) + "', which is not there.", null);
    }
    return DocumentRecord.decode(entry.target(), record);
  }
}
