// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import porthole.storage.api.Change;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** The change feed of a database, in memory; all else of a database is not there. */
final class FakeDatabase {
  final Database database;
  int reads;

  private final List<Change> changes = new ArrayList<>();

  FakeDatabase(String name, String id) {
    database =
        (Database)
            Proxy.newProxyInstance(
                Database.class.getClassLoader(),
                new Class<?>[] {Database.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "name" -> name;
                      case "id" -> id;
                      case "lastEtag" -> (long) changes.size();
                      case "changes" -> after((long) arguments[1], (int) arguments[2]);
                      case "equals" -> proxy == arguments[0];
                      case "hashCode" -> System.identityHashCode(proxy);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
  }

  private List<Change> after(long etag, int limit) {
    reads++;
    return changes.stream().filter(change -> change.etag() > etag).limit(limit).toList();
  }

  /** Stores a document. */
  void put(String id, String collection) {
    long etag = changes.size() + 1L;
    StoredDocument stored =
        new StoredDocument(
            id, collection, etag, "A:" + etag, Instant.EPOCH, new byte[0], new byte[0]);
    changes.add(new Change(etag, id, collection, "A:" + etag, stored));
  }
}
