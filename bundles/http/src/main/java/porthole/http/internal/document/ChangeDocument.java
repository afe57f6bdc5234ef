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

/** {@code /docs}: stores or deletes one document, on condition of its change vector. */
public final class ChangeDocument {

  private ChangeDocument() {}

  /** PUT. */
  public static Answer put(Exchange exchange, Database database) throws IOException {
    String id = Ids.check(exchange.query().required("id"));
    exchange.activity().detail(id);
    IncomingDocument document = IncomingDocument.of(exchange.body().bytes());
    DocumentCommand command = document.put(id, exchange.tag("If-Match"));
    CommandResult.Put stored = (CommandResult.Put) database.execute(List.of(command)).get(0);
    return Answer.json(
        201,
        new JsonBytes()
            .beginObject()
            .field("Id", stored.id())
            .field("ChangeVector", stored.changeVector())
            .endObject());
  }

  /** DELETE. */
  public static Answer delete(Exchange exchange, Database database) {
    String id = Ids.check(exchange.query().required("id"));
    exchange.activity().detail(id);
    database.execute(List.of(new DocumentCommand.Delete(id, exchange.tag("If-Match"))));
    return Answer.empty(204);
  }
}
