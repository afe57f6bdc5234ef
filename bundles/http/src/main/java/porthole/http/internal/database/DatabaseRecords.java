// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.index.EnumNames;
import porthole.http.internal.index.RecordedIndexes;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonMembers;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/**
 * Shows the records of databases without loading any: what came with the last change, and what the
 * server says by itself. The indexes are in it while the database is loaded. Thread-safe.
 */
public final class DatabaseRecords {
  private static final Set<String> SAID_BY_THE_SERVER =
      Set.of(
          "DatabaseName",
          "DatabaseState",
          "Disabled",
          "Etag",
          "EtagForBackup",
          "Topology",
          RecordedIndexes.STATIC,
          RecordedIndexes.AUTOMATIC);

  private final Supplier<Databases> databases;
  private final RecordedIndexes indexes;

  /** Shows the databases that are there at each request. */
  public DatabaseRecords(Supplier<Databases> databases, RecordedIndexes indexes) {
    this.databases = databases;
    this.indexes = indexes;
  }

  /** {@code GET /admin/databases}: a record, or 404. */
  public Answer named(Exchange exchange) {
    String name = exchange.query().required("name");
    Optional<DatabaseRecord> found = databases.get().record(name);
    if (found.isEmpty()) {
      StorageException missing = new StorageException.DatabaseDoesNotExist(name);
      Answer answer = ErrorAnswers.of("/admin/databases", missing);
      return new Answer(404, answer.headers(), answer.body());
    }
    return show(found.get());
  }

  /** {@code GET /databases/{database}/admin/record}. */
  public Answer ofPath(Exchange exchange) {
    String name = exchange.path("database");
    return show(
        databases
            .get()
            .record(name)
            .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(name)));
  }

  private Answer show(DatabaseRecord record) {
    Optional<DatabaseInfo> info = databases.get().info(record.name);
    JsonBytes body = new JsonBytes().beginObject().field("DatabaseName", record.name);
    body.field("DatabaseState", "Normal")
        .field("Disabled", info.map(known -> known.disabled).orElse(false))
        .field(LockMode.NAME, EnumNames.of(LockMode.of(record.json)))
        .field("Etag", record.etag)
        .name("Topology");
    topology(body);
    JsonMembers.of(record.json)
        .copyInto(body, name -> !isSaidByServer(name) && !name.equals(LockMode.NAME));
    if (info.filter(known -> known.state == DatabaseState.LOADED).isPresent()) {
      indexes.write(body, record.name);
    }
    return Answer.ok(body.endObject());
  }

  /** Whether a member of records is the server's to say, whatever a client writes. */
  static boolean isSaidByServer(String name) {
    return SAID_BY_THE_SERVER.contains(name);
  }

  /** The nodes of a database. */
  static void topology(JsonBytes body) {
    body.beginObject().name("Members").beginArray().text("A").endArray();
    body.name("Promotables").beginArray().endArray();
    body.name("Rehabs").beginArray().endArray();
    body.field("ReplicationFactor", 1).endObject();
  }
}
