// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.batch;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.patch.PatchOutcome;
import porthole.http.internal.patch.PatchScripts;
import porthole.http.internal.patch.PatchedBatch;
import porthole.indexing.api.Indexing;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;

/** {@code POST /bulk_docs}: what a session saves, all of it or nothing. Thread-safe. */
public final class BulkDocs {
  private final PatchScripts scripts;
  private final IndexWait wait;

  /** With the scripts of all requests, and the indexes that may be waited for. */
  public BulkDocs(PatchScripts scripts, Supplier<Indexing> indexing) {
    this.scripts = scripts;
    this.wait = new IndexWait(indexing);
  }

  /** Answers with one result a command, in their order. */
  public Answer post(Exchange exchange, Database database) throws IOException {
    wait.check(exchange.query());
    List<BatchItem> items = BatchReader.read(exchange.body().bytes());
    exchange.activity().count(items.size());
    PatchedBatch.Result result =
        new PatchedBatch(database, scripts).execute(items.stream().map(BatchItem::work).toList());
    wait.after(exchange, database);
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    for (int i = 0; i < items.size(); i++) {
      write(body, items.get(i), result.items().get(i), result);
    }
    return Answer.json(201, body.endArray().field("TransactionIndex", 0).endObject());
  }

  private static void write(
      JsonBytes body, BatchItem item, PatchedBatch.Done done, PatchedBatch.Result result) {
    body.beginObject();
    switch (item.kind()) {
      case PLAIN -> plain(body, result.of(done));
      case PATCH -> {
        PatchOutcome outcome = done.outcomes().get(0);
        body.field("Type", "PATCH").field("PatchStatus", outcome.status().wire());
        outcome.write(body, result.of(outcome), item.returnDocument());
      }
      case BATCH_PATCH -> {
        body.field("Type", "BatchPATCH").name("Documents").beginArray();
        for (PatchOutcome outcome : done.outcomes()) {
          body.beginObject().field("PatchStatus", outcome.status().wire());
          outcome.write(body, result.of(outcome), false);
          body.endObject();
        }
        body.endArray();
      }
    }
    body.endObject();
  }

  private static void plain(JsonBytes body, CommandResult result) {
    if (result instanceof CommandResult.Put put) {
      body.field("Type", "PUT")
          .field("@id", put.id())
          .field("@collection", put.collection())
          .field("@change-vector", put.changeVector())
          .field("@last-modified", OutgoingDocument.date(put.lastModified()));
    } else if (result instanceof CommandResult.Delete delete) {
      body.field("Type", "DELETE")
          .field("Id", delete.id())
          .field("Deleted", delete.deleted())
          .field("ChangeVector", delete.changeVector());
    }
  }
}
