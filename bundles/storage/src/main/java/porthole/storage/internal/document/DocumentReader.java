// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.Folding;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StoredDocument;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;

/** Reads documents. The caller sees to it that the environment stays open meanwhile. */
public final class DocumentReader {
  private final Environment environment;

  /** Reads that environment. */
  public DocumentReader(Environment environment) {
    this.environment = environment;
  }

  /** The document of an id, or null. */
  public @Nullable StoredDocument get(String id) {
    if (!Ids.isValid(id)) {
      return null;
    }
    byte[] key = Keys.document(Folding.fold(id));
    byte[] record = environment.get(key);
    return record == null ? null : DocumentRecord.decode(key, record);
  }

  /** The documents of several ids, of one instant. */
  public List<@Nullable StoredDocument> get(List<String> ids) {
    List<byte[]> keys = new ArrayList<>(ids.size());
    for (String id : ids) {
      // No document has the key of the empty id, so it stands for all that cannot be ids.
      keys.add(Keys.document(Ids.isValid(id) ? Folding.fold(id) : ""));
    }
    List<byte @Nullable []> records;
    try (Snapshot snapshot = environment.snapshot()) {
      records = snapshot.get(keys);
    }
    List<@Nullable StoredDocument> documents = new ArrayList<>(ids.size());
    for (int i = 0; i < keys.size(); i++) {
      byte[] record = records.get(i);
      documents.add(record == null ? null : DocumentRecord.decode(keys.get(i), record));
    }
    return documents;
  }

  /** The first of several ids' documents, until they take so many bytes. */
  public List<@Nullable StoredDocument> get(List<String> ids, long maxBytes) {
    PageBuilder found = new PageBuilder(ids.size(), maxBytes);
    // One read is of one instant by itself; a snapshot would cost more than it.
    if (ids.size() == 1) {
      found.add(get(ids.get(0)));
    }
    if (!found.wantsMore()) {
      return found.documents();
    }
    try (Snapshot snapshot = environment.snapshot()) {
      while (found.wantsMore()) {
        String id = ids.get(found.documents().size());
        byte[] key = Keys.document(Ids.isValid(id) ? Folding.fold(id) : "");
        byte[] record = snapshot.get(key);
        found.add(record == null ? null : DocumentRecord.decode(key, record));
      }
    }
    return found.documents();
  }

  /** The first documents of an id prefix, until they take so many bytes. */
  public DocumentPage list(PrefixQuery query, long maxBytes) {
    String prefix = Folding.fold(query.prefix());
    byte[] first = Keys.document(prefix);
    byte[] from = startAfter(first, query.startAfter());
    IdPatterns matches = IdPatterns.of(query.matches());
    IdPatterns exclude = IdPatterns.of(query.exclude());
    PageBuilder found = new PageBuilder(query.pageSize(), maxBytes);
    int skip = query.start();
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.ascending(from, Keys.after(first))) {
      while (found.wantsMore() && cursor.next()) {
        byte[] key = cursor.key();
        if (!isWanted(Keys.foldedText(key).substring(prefix.length()), matches, exclude)) {
          continue;
        }
        if (skip > 0) {
          skip--;
        } else {
          found.add(DocumentRecord.decode(key, cursor.value()));
        }
      }
    }
    return found.page();
  }

  private static byte[] startAfter(byte[] first, @Nullable String startAfter) {
    if (startAfter == null || startAfter.isEmpty()) {
      return first;
    }
    byte[] last = Keys.document(Folding.fold(startAfter));
    byte[] next = Arrays.copyOf(last, last.length + 1);
    return Arrays.compareUnsigned(first, next) > 0 ? first : next;
  }

  private static boolean isWanted(
      String rest, @Nullable IdPatterns matches, @Nullable IdPatterns exclude) {
    return (matches == null || matches.matches(rest))
        && (exclude == null || !exclude.matches(rest));
  }
}
