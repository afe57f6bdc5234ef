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

  /** Changes of the whole database, upwards. */
  public List<Change> all(long afterEtag, int limit) {
    return afterEtag == Long.MAX_VALUE
        ? List.of()
        : read(Keys.etag(afterEtag + 1), Keys.etagsEnd(), limit);
  }

  /** Changes of one collection, upwards. */
  public List<Change> ofCollection(int collection, long afterEtag, int limit) {
    return afterEtag == Long.MAX_VALUE
        ? List.of()
        : read(
            Keys.collectionEtag(collection, afterEtag + 1),
            Keys.collectionEtagsEnd(collection),
            limit);
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

  private List<Change> read(byte[] from, byte[] to, int limit) {
    try (Snapshot snapshot = environment.snapshot()) {
      List<ChangeEntry> entries = new ArrayList<>();
      try (Cursor cursor = snapshot.ascending(from, to)) {
        while (entries.size() < limit && cursor.next()) {
          entries.add(ChangeEntry.decode(cursor.value()));
        }
      }
      List<Change> changes = new ArrayList<>(entries.size());
      List<StoredDocument> targets = targets(snapshot, entries);
      for (int i = 0; i < entries.size(); i++) {
        changes.add(change(entries.get(i), targets.get(i)));
      }
      return changes;
    }
  }

  private static Change change(ChangeEntry entry, StoredDocument target) {
    return new Change(
        target.etag(),
        target.id(),
        target.collection(),
        target.changeVector(),
        entry.tombstone() ? null : target);
  }

  private static List<StoredDocument> targets(Snapshot snapshot, List<ChangeEntry> entries) {
    List<byte @Nullable []> records =
        snapshot.get(entries.stream().map(ChangeEntry::target).toList());
    List<StoredDocument> targets = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      targets.add(target(entries.get(i), records.get(i)));
    }
    return targets;
  }

  private static StoredDocument target(ChangeEntry entry, byte @Nullable [] record) {
    if (record == null) {
      throw new EngineException.Corrupt(
          "The change feed names '" + entry.foldedId() + "', which is not there.", null);
    }
    return DocumentRecord.decode(entry.target(), record);
  }
}
