// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.io.IOException;
import java.util.List;
import porthole.http.internal.document.Ids;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.patch.PatchOutcome.Status;
import porthole.storage.api.Database;

/** {@code PATCH /docs}: changes one document by a script. Thread-safe. */
public final class PatchDocument {
  private final PatchScripts scripts;

  /** With the scripts of all requests. */
  public PatchDocument(PatchScripts scripts) {
    this.scripts = scripts;
  }

  /** Answers with what became of it. */
  public Answer patch(Exchange exchange, Database database) throws IOException {
    QueryString query = exchange.query();
    String id = Ids.check(query.required("id"));
    exchange.activity().detail(id);
    PatchCommand.Condition condition =
        new PatchCommand.Condition(
            exchange.tag("If-Match"), query.flag("skipPatchIfChangeVectorMismatch"));
    PatchCommand command = PatchCommand.of(id, condition, exchange.body().bytes());
    List<PatchedBatch.Item> items = List.of(new PatchedBatch.Item.Scripted(List.of(command)));
    PatchedBatch batch = new PatchedBatch(database, scripts);
    boolean test = query.flag("test");
    PatchedBatch.Result result = test ? batch.tryOut(items) : batch.execute(items);
    return answer(result, test || query.flag("debug"));
  }

  private static Answer answer(PatchedBatch.Result result, boolean debug) {
    PatchOutcome outcome = result.items().get(0).outcomes().get(0);
    if (outcome.status() == Status.DOCUMENT_DOES_NOT_EXIST) {
      return Answer.empty(404);
    }
    JsonBytes body = new JsonBytes().beginObject().field("Status", outcome.status().wire());
    outcome.write(body, result.of(outcome), true);
    if (debug) {
      PatchOutcome.document(body.name("OriginalDocument"), outcome.original());
      outcome.log().write(body.name("Debug"));
    }
    return Answer.json(outcome.status() == Status.CREATED ? 201 : 200, body.endObject());
  }
}
