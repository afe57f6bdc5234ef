// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.io.IOException;
import java.util.List;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;

/** {@code POST /bulk_docs}: what a session saves, all of it or nothing. */
public final class BulkDocs {

  private BulkDocs() {}

  /** Answers with one result a command, in their order. */
  public static Answer post(Exchange exchange, Database database) throws IOException {
    List<DocumentCommand> commands = BatchReader.read(exchange.body().bytes());
    exchange.activity().count(commands.size());
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    if (!commands.isEmpty()) {
      for (CommandResult result : database.execute(commands)) {
        write(body, result);
      }
    }
    return Answer.json(201, body.endArray().field("TransactionIndex", 0).endObject());
  }

  private static void write(JsonBytes body, CommandResult result) {
    body.beginObject();
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
    body.endObject();
  }
}
