// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.byquery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.http.internal.operation.Operations;
import porthole.http.internal.patch.Patch;
import porthole.http.internal.patch.PatchScripts;
import porthole.http.internal.patch.UpdateScript;
import porthole.http.internal.query.QueryBody;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.api.UpdateQuery;
import porthole.script.api.ScriptLimits;
import porthole.storage.api.Database;

/**
 * {@code PATCH} and {@code DELETE /queries}: operations that change what a query finds.
 * Thread-safe.
 */
public final class ChangesByQuery {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(15);
  private static final int LONGER = 10;

  private final ByQueryWork.Parts parts;
  private final PatchScripts scripts;
  private final Operations operations;

  /** Makes its operations known among these. */
  public ChangesByQuery(ByQueryWork.Parts parts, PatchScripts scripts, Operations operations) {
    this.parts = parts;
    this.scripts = scripts;
    this.operations = operations;
  }

  /** Begins to run a script on each document; answers with the operation's number. */
  public Answer patch(Exchange exchange, Database database) throws IOException {
    JsonCursor query = JsonMembers.of(exchange.body().bytes()).value("Query");
    if (query == null || query.peek() != '{') {
      throw RequestException.badRequest("The body has no 'Query', an object with a query.");
    }
    QueryRequest request = QueryBody.read(query.raw());
    exchange.activity().detail(request.text());
    UpdateQuery update = parts.indexing().get().update(request.text());
    Patch patch = new Patch(script(update, request), request.parameters());
    ScriptLimits limits = limits(exchange.query());
    scripts.compile(patch.script(), limits);
    return begin(
        exchange, database, update.query(), request, new Change.Patching(patch, scripts, limits));
  }

  /** Begins to delete each document; answers with the operation's number. */
  public Answer delete(Exchange exchange, Database database) throws IOException {
    QueryRequest request = QueryBody.read(exchange.body().bytes());
    exchange.activity().detail(request.text());
    return begin(exchange, database, request.text(), request, new Change.Deletion());
  }

  private Answer begin(
      Exchange exchange, Database database, String query, QueryRequest request, Change change) {
    QueryString options = exchange.query();
    if (options.flag("details")) {
      throw RequestException.notImplemented(
          "Operations do not keep details of each document yet. Ask without details=true.");
    }
    QueryRequest finding =
        new QueryRequest(query, request.parameters(), staleness(options, request.staleness()));
    int perSecond = (int) Math.min(Integer.MAX_VALUE, options.number("maxOpsPerSec", 0));
    ByQueryWork.Task task = new ByQueryWork.Task(database.name(), finding, change, perSecond);
    Operations.Begun begun = operations.begin(database.name());
    parts.threads().run(new ByQueryWork(parts, task, begun.operation()));
    return Answer.json(
        200,
        new JsonBytes()
            .beginObject()
            .field("OperationId", begun.id())
            .field("OperationNodeTag", "A")
            .endObject());
  }

  /** Unless told otherwise, only what is true now is changed. */
  private static Duration staleness(QueryString options, Duration asked) {
    if (options.flag("allowStale")) {
      return asked;
    }
    String timeout = options.first("staleTimeout");
    if (timeout != null) {
      return QueryBody.span("staleTimeout", timeout);
    }
    return asked.isZero() ? USUAL_WAIT : asked;
  }

  private ScriptLimits limits(QueryString options) {
    ScriptLimits usual = scripts.limits();
    return options.flag("ignoreMaxStepsForScript")
        ? new ScriptLimits(usual.time().multipliedBy(LONGER), usual.bytes())
        : usual;
  }

  private static UpdateScript script(UpdateQuery update, QueryRequest request) {
    return new UpdateScript(
        update.script(),
        update.functions(),
        update.alias(),
        update.loads(),
        List.copyOf(request.parameters().keySet()));
  }
}
