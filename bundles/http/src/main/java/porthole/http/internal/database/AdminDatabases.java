// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.index.RecordedIndexes;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** {@code /admin/databases}: makes, changes and deletes databases. Thread-safe. */
public final class AdminDatabases {
  private static final long NOTHING_DONE = -1;

  private final Supplier<Databases> databases;

  /** Works on the databases that are there at each request. */
  public AdminDatabases(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** PUT: a new database; with an ETag, the record of one that is there. */
  public Answer put(Exchange exchange) throws IOException {
    String name = exchange.query().required("name");
    if (exchange.query().count("replicationFactor", 1) > 1) {
      throw RequestException.badRequest(
          "A replicationFactor above 1 needs more nodes; this server is the only one.");
    }
    String etag = exchange.tag("ETag");
    boolean isNew = etag == null || databases.get().nameOf(name).isEmpty();
    byte[] given = checked(name, exchange.body().bytes(), isNew);
    @Nullable JsonCursor said = JsonMembers.of(given).value("Disabled");
    boolean disabled = said == null ? isDisabled(name) : said.bool();
    byte[] record = JsonMembers.of(given).without(DatabaseRecords::isSaidByServer);
    DatabaseRecord stored =
        isNew
            ? databases.get().create(name, record)
            : databases.get().update(name, current -> instead(current, etag, record));
    if (disabled != isDisabled(name)) {
      setDisabled(name, disabled);
    }
    return Answer.json(201, put(stored));
  }

  /** DELETE: those that the body names; none of them when one is not there, or locked. */
  public Answer delete(Exchange exchange) throws IOException {
    boolean[] hard = {false};
    List<String> names =
        NamedDatabases.read(
            exchange,
            member -> {
              if (member.nameIs("HardDelete")) {
                hard[0] = member.bool();
              }
            });
    long index = NOTHING_DONE;
    List<String> deletable = new ArrayList<>();
    for (String name : names) {
      DatabaseRecord record = existing(name);
      if (LockMode.of(record.json).allowsDelete(record.name)) {
        deletable.add(name);
        index = Math.max(index, record.etag + 1);
      }
    }
    deletable.forEach(name -> databases.get().delete(name, hard[0]));
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("RaftCommandIndex", index)
            .name("PendingDeletes")
            .beginArray()
            .endArray()
            .endObject());
  }

  private static byte[] instead(DatabaseRecord current, @Nullable String etag, byte[] record) {
    if (etag != null && !etag.isEmpty() && !etag.equals(Long.toString(current.etag))) {
      throw new RequestException(
          409,
          ErrorAnswers.CONCURRENCY,
          "The record of '"
              + current.name
              + "' is at etag "
              + current.etag
              + ", not at "
              + etag
              + ". Read it again and retry.");
    }
    return record;
  }

  private boolean isDisabled(String name) {
    return databases.get().info(name).map(info -> info.disabled).orElse(false);
  }

  private void setDisabled(String name, boolean disabled) {
    if (disabled) {
      databases.get().disable(name, "by its record");
    } else {
      databases.get().enable(name);
    }
  }

  private DatabaseRecord existing(String name) {
    return databases
        .get()
        .record(name)
        .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(name));
  }

  private static byte[] checked(String name, byte[] body, boolean isNew) {
    if (body.length == 0) {
      return new JsonBytes().beginObject().field("DatabaseName", name).endObject().toBytes();
    }
    @Nullable JsonCursor named = JsonMembers.of(body).value("DatabaseName");
    String inside = named == null ? null : named.textOrNull();
    if (inside != null && !inside.equalsIgnoreCase(name)) {
      throw RequestException.badRequest(
          "The URL names the database '" + name + "', the body '" + inside + "'.");
    }
    LockMode.of(body);
    if (isNew) {
      RecordedIndexes.refuse(body);
    }
    return body;
  }

  private static JsonBytes put(DatabaseRecord record) {
    JsonBytes body = new JsonBytes().beginObject().field("RaftCommandIndex", record.etag);
    body.field("Name", record.name).name("Topology");
    DatabaseRecords.topology(body);
    return body.name("NodesAddedTo")
        .beginArray()
        .text("A")
        .endArray()
        .field("ShardsDefined", false)
        .endObject();
  }
}
