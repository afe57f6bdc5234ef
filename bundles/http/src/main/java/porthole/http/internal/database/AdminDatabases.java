// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** {@code /admin/databases}: makes, changes, shows and deletes databases. Thread-safe. */
public final class AdminDatabases {

  /** What the server says of a record by itself. */
  private static final Set<String> OWNED =
      Set.of("DatabaseName", "DatabaseState", "Disabled", "Etag", "EtagForBackup", "Topology");

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
    byte[] record = recordOf(name, exchange.body().bytes());
    String etag = exchange.tag("ETag");
    DatabaseRecord stored =
        etag == null || !exists(name)
            ? databases.get().create(name, record)
            : update(name, record, etag);
    return Answer.json(201, put(stored));
  }

  /** GET: a record, or 404. */
  public Answer get(Exchange exchange) {
    String name = exchange.query().required("name");
    Optional<DatabaseRecord> found = databases.get().record(name);
    if (found.isEmpty()) {
      StorageException missing = new StorageException.DatabaseDoesNotExist(name);
      Answer answer = ErrorAnswers.of("/admin/databases", missing);
      return new Answer(404, answer.headers(), answer.body());
    }
    DatabaseRecord record = found.get();
    byte[] kept = JsonMembers.of(record.json).without(OWNED::contains);
    JsonBytes body = new JsonBytes().beginObject().field("DatabaseName", record.name);
    boolean disabled = databases.get().info(name).map(info -> info.disabled).orElse(false);
    body.field("DatabaseState", "Normal").field("Disabled", disabled);
    body.field("Etag", record.etag).name("Topology");
    topology(body);
    JsonMembers.of(kept).copyInto(body);
    return Answer.ok(body.endObject());
  }

  /** DELETE: those that the body names; none of them when one is not there. */
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
    long index = 0;
    for (String name : names) {
      index = Math.max(index, existing(name).etag);
    }
    names.forEach(name -> databases.get().delete(name, hard[0]));
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("RaftCommandIndex", index + 1)
            .name("PendingDeletes")
            .beginArray()
            .endArray()
            .endObject());
  }

  private DatabaseRecord update(String name, byte[] record, String etag) {
    DatabaseRecord current = existing(name);
    if (!etag.isEmpty() && !etag.equals(Long.toString(current.etag))) {
      throw new RequestException(
          409,
          ErrorAnswers.CONCURRENCY,
          "The record of '"
              + name
              + "' is at etag "
              + current.etag
              + ", not at "
              + etag
              + ". Read it again and retry.");
    }
    return databases.get().update(name, record);
  }

  private boolean exists(String name) {
    return databases.get().record(name).isPresent();
  }

  private DatabaseRecord existing(String name) {
    return databases
        .get()
        .record(name)
        .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(name));
  }

  private static byte[] recordOf(String name, byte[] body) {
    if (body.length == 0) {
      return new JsonBytes().beginObject().field("DatabaseName", name).endObject().toBytes();
    }
    @Nullable JsonCursor named = JsonMembers.of(body).value("DatabaseName");
    String inside = named == null ? null : named.textOrNull();
    if (inside != null && !inside.equalsIgnoreCase(name)) {
      throw RequestException.badRequest(
          "The URL names the database '" + name + "', the body '" + inside + "'.");
    }
    return body;
  }

  private static JsonBytes put(DatabaseRecord record) {
    JsonBytes body = new JsonBytes().beginObject().field("RaftCommandIndex", record.etag);
    body.field("Name", record.name).name("Topology");
    topology(body);
    return body.name("NodesAddedTo")
        .beginArray()
        .text("A")
        .endArray()
        .field("ShardsDefined", false)
        .endObject();
  }

  private static void topology(JsonBytes body) {
    body.beginObject().name("Members").beginArray().text("A").endArray();
    body.name("Promotables").beginArray().endArray();
    body.name("Rehabs").beginArray().endArray();
    body.field("ReplicationFactor", 1).endObject();
  }
}
