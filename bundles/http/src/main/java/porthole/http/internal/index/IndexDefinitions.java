// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.storage.api.Database;

/** {@code /databases/{database}/indexes}: makes, shows and deletes indexes. Thread-safe. */
public final class IndexDefinitions {
  private final Supplier<Indexing> indexing;

  /** Works on the indexes that are there at each request. */
  public IndexDefinitions(Supplier<Indexing> indexing) {
    this.indexing = indexing;
  }

  /** PUT: all that the body has, or none if one is none. */
  public Answer put(Exchange exchange, Database database) throws IOException {
    JsonCursor list = JsonMembers.of(exchange.body().bytes()).value("Indexes");
    if (list == null) {
      throw RequestException.badRequest("The body has no 'Indexes'; definitions were expected.");
    }
    List<IndexDefinition> definitions = new ArrayList<>();
    list.array(element -> definitions.add(DefinitionReader.read(element)));
    indexing.get().indexes(database).put(definitions);
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    for (IndexDefinition definition : definitions) {
      body.beginObject()
          .field("Index", definition.name)
          .field("RaftCommandIndex", database.lastEtag())
          .endObject();
    }
    return Answer.json(201, body.endArray().endObject());
  }

  /** GET: one, or those of a page, or their names. */
  public Answer get(Exchange exchange, Database database) {
    List<IndexDefinition> all = indexing.get().indexes(database).definitions();
    String name = exchange.query().first("name");
    List<IndexDefinition> meant =
        name == null || name.isEmpty()
            ? Pages.of(exchange, all)
            : all.stream().filter(one -> one.name.equalsIgnoreCase(name)).toList();
    if (name != null && !name.isEmpty() && meant.isEmpty()) {
      throw new IndexingException.IndexDoesNotExist(database.name(), name);
    }
    boolean namesOnly = exchange.query().flag("namesOnly");
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    for (IndexDefinition definition : meant) {
      if (namesOnly) {
        body.text(definition.name);
      } else {
        DefinitionWriter.write(body, definition);
      }
    }
    return Answer.ok(body.endArray().endObject());
  }

  /** DELETE: one; also if there is none. */
  public Answer delete(Exchange exchange, Database database) {
    indexing.get().indexes(database).delete(exchange.query().required("name"));
    return Answer.empty(204);
  }

  /** RESET: one is made anew. */
  public Answer reset(Exchange exchange, Database database) {
    Indexes indexes = indexing.get().indexes(database);
    String name = exchange.query().required("name");
    indexes.reset(name);
    JsonBytes body = new JsonBytes().beginObject().name("Index").beginObject();
    return Answer.ok(body.field("Name", name).endObject().endObject());
  }

  /** POST has-changed: whether to put the definition in the body would change anything. */
  public Answer hasChanged(Exchange exchange, Database database) throws IOException {
    JsonCursor body = new JsonCursor(exchange.body().bytes());
    IndexDefinition definition = DefinitionReader.read(body);
    boolean changed = indexing.get().indexes(database).wouldChange(definition);
    return Answer.ok(new JsonBytes().beginObject().field("Changed", changed).endObject());
  }
}
