// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.CommandReader;
import porthole.http.internal.document.Ids;
import porthole.http.internal.document.IncomingDocument;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.introspection.api.Activity;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StoredDocument;

/** Gathers the documents of one bulk insert and stores them by the batch. For one thread. */
final class BulkInsertBatch {
  private static final int MAX_DOCUMENTS = 512;
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final String ABORTED =
      "Raven.Client.Exceptions.Documents.BulkInsert.BulkInsertAbortedException";

  private final Activity activity;
  private final Database database;
  private final Operation operation;
  private final boolean skipUnchanged;
  private final List<DocumentCommand.Put> commands = new ArrayList<>(MAX_DOCUMENTS);
  private @Nullable String lastId;
  private long bytes;
  private long read;
  private long stored;

  BulkInsertBatch(Exchange exchange, Database database, Operation operation) {
    this.activity = exchange.activity();
    this.skipUnchanged = exchange.query().flag("skipOverwriteIfUnchanged");
    this.database = database;
    this.operation = operation;
  }

  /** Stores all that comes. */
  void insert(ArraySplitter documents) throws IOException {
    byte[] next = documents.next();
    while (next != null) {
      checkKilled();
      add(next);
      next = documents.next();
    }
    checkKilled();
    flush();
  }

  /** How many documents so far. */
  long stored() {
    return stored;
  }

  private void checkKilled() {
    if (operation.isKilled()) {
      throw new RequestException(
          400, ABORTED, "The bulk insert was killed after " + stored + " documents.");
    }
  }

  private void add(byte[] json) {
    JsonCursor cursor = new JsonCursor(json);
    CommandReader command = CommandReader.read(json, cursor);
    cursor.finish();
    read++;
    String type = command.type();
    if ("HeartBeat".equals(type)) {
      flush();
      return;
    }
    if (!"PUT".equals(type)) {
      throw RequestException.notImplemented(
          "Item " + read + " is of the type '" + type + "'; a bulk insert takes only PUT yet.");
    }
    put(command.id(), command.document());
  }

  private void put(@Nullable String id, @Nullable IncomingDocument document) {
    if (id == null || document == null) {
      throw RequestException.badRequest("Item " + read + ", a PUT, needs an Id and a Document.");
    }
    activity.detail(Ids.check(id));
    commands.add(
        new DocumentCommand.Put(
            id, null, document.collection(), document.metadata(), document.body()));
    lastId = id;
    bytes += document.sizeBytes();
    if (commands.size() >= MAX_DOCUMENTS || bytes >= MAX_BYTES) {
      flush();
    }
  }

  private void flush() {
    List<DocumentCommand> changed = new ArrayList<>(skipUnchanged ? changed() : commands);
    if (!changed.isEmpty()) {
      database.execute(changed);
    }
    stored += commands.size();
    commands.clear();
    bytes = 0;
    activity.count(stored);
    operation.progress(stored, lastId);
  }

  private List<DocumentCommand.Put> changed() {
    List<String> ids = new ArrayList<>();
    commands.forEach(command -> ids.add(String.valueOf(command.id())));
    List<@Nullable StoredDocument> present = database.get(ids);
    List<DocumentCommand.Put> changed = new ArrayList<>();
    for (int i = 0; i < present.size(); i++) {
      if (!same(present.get(i), commands.get(i))) {
        changed.add(commands.get(i));
      }
    }
    return changed;
  }

  private static boolean same(@Nullable StoredDocument present, DocumentCommand.Put command) {
    return present != null
        && Arrays.equals(present.body(), command.body())
        && Arrays.equals(present.metadata(), command.metadata());
  }
}
