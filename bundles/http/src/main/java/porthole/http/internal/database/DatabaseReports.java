// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.Sizes;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.Databases;
import porthole.storage.api.LoadQueueInfo;
import porthole.storage.api.StorageException;

/**
 * Says of databases what is known without loading any of them, or waiting for one. Thread-safe.
 *
 * <p>Members that RavenDB has keep its names; {@code State}, {@code AsOf}, {@code Doing} and what
 * comes after them are ours.
 */
public final class DatabaseReports {
  private final Supplier<Databases> databases;

  /** Reports on the databases that are there at each request. */
  public DatabaseReports(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** {@code GET /studio-tasks/databases/state}: all, a page of them, or the one named. */
  public Answer state(Exchange exchange) {
    JsonBytes body = new JsonBytes().beginObject().name("Databases").beginArray();
    for (DatabaseInfo info : asked(exchange)) {
      state(body, info);
    }
    body.endArray().name("Orchestrators").beginArray().endArray();
    return Answer.ok(body.endObject());
  }

  /** {@code GET /debug/is-loaded}. */
  public Answer isLoaded(Exchange exchange) {
    String name = exchange.query().required("name");
    DatabaseInfo info = known(name);
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("DatabaseName", info.name)
            .field("IsLoaded", info.state == DatabaseState.LOADED)
            .field("State", info.state.name())
            .endObject());
  }

  /** {@code GET /admin/debug/databases/idle}: why which is not unloaded. */
  public Answer idle(Exchange exchange) {
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    for (DatabaseInfo info : asked(exchange)) {
      boolean loaded = info.state == DatabaseState.LOADED;
      body.beginObject()
          .field("Name", info.name)
          .field("LastRecentlyUsed", date(info.lastUsed))
          .field("LastWork", date(info.lastWork))
          .field("IsLoaded", loaded)
          .field("CanUnload", loaded && info.keptLoaded.isEmpty())
          .field("HasActiveOperations", info.uses > 0)
          .field("State", info.state.name())
          .field("Doing", info.doing)
          .field("Uses", info.uses)
          .name("Explanations")
          .beginArray();
      info.keptLoaded.forEach(body::text);
      body.endArray().endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }

  /** {@code GET /admin/debug/databases/loads}: the loads that run and those that wait. */
  public Answer loads(Exchange exchange) {
    LoadQueueInfo loads = databases.get().loads();
    JsonBytes body = new JsonBytes().beginObject().field("Limit", loads.limit);
    logs(body.name("Running"), loads.running);
    logs(body.name("Waiting"), loads.waiting);
    body.field("OpenFiles", loads.openFiles)
        .field("OpenFilesLimit", loads.openFilesLimit)
        .field("Shortage", loads.shortage.isEmpty() ? null : loads.shortage);
    return Answer.ok(body.endObject());
  }

  private void logs(JsonBytes body, List<String> names) {
    body.beginArray();
    for (String name : names) {
      body.beginObject().field("Name", name).name("LoadLog").beginArray();
      databases.get().info(name).ifPresent(info -> info.loadLog.forEach(body::text));
      body.endArray().endObject();
    }
    body.endArray();
  }

  private List<DatabaseInfo> asked(Exchange exchange) {
    @Nullable String name = exchange.query().first("name");
    if (name != null) {
      return List.of(known(name));
    }
    int start = exchange.query().count("start", 0);
    return databases.get().list(start, exchange.query().count("pageSize", Integer.MAX_VALUE));
  }

  private DatabaseInfo known(String name) {
    return databases
        .get()
        .info(name)
        .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(name));
  }

  private static void state(JsonBytes body, DatabaseInfo info) {
    body.beginObject().field("Name", info.name).field("NodeTag", "A");
    body.field("DatabaseStatus", status(info));
    body.field("LoadError", info.failure.isEmpty() ? null : info.failure);
    describe(body, info);
    body.endObject();
  }

  private static String status(DatabaseInfo info) {
    return switch (info.state) {
      case LOADED -> "Online";
      case LOADING -> "Loading";
      case FAILED -> "Error";
      default -> "None";
    };
  }

  /** What is known of it besides its name and its failure. */
  static void describe(JsonBytes body, DatabaseInfo info) {
    if (info.documents >= 0) {
      body.field("DocumentsCount", info.documents);
    }
    if (info.tombstones >= 0) {
      body.field("TombstonesCount", info.tombstones);
    }
    if (info.lastEtag >= 0) {
      body.field("LastEtag", info.lastEtag);
    }
    if (info.sizeOnDiskBytes >= 0) {
      Sizes.write(body.name("TotalSize"), info.sizeOnDiskBytes);
    }
    body.field("Disabled", info.disabled)
        .field("DisabledReason", info.disabledReason.isEmpty() ? null : info.disabledReason)
        .field("State", info.state.name())
        .field("StateSince", date(info.stateSince))
        .field("Doing", info.doing)
        .field("AsOf", date(info.asOf))
        .field("EndedWithoutUnload", info.endedWithoutUnload)
        .field("RetryAt", date(info.retryAt))
        .field("LoadQueuePosition", info.loadQueuePosition)
        .name("LoadLog")
        .beginArray();
    info.loadLog.forEach(body::text);
    body.endArray();
  }

  private static @Nullable String date(@Nullable Instant instant) {
    return instant == null ? null : OutgoingDocument.date(instant);
  }
}
