// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;
import porthole.storage.api.StoredDocument;

/**
 * Answers with the documents of a source and those that they include. What one piece holds is
 * answered from memory; anything larger is sent piece by piece. For one request.
 */
final class DocumentLoad {
  private static final int SEND_FROM_BYTES = 32 * 1024;

  private final Exchange exchange;
  private final Database database;
  private final Supplier<DocumentSource> sources;
  private final Includes includes;
  private final boolean metadataOnly;
  private DocumentSource source;
  private long count;

  DocumentLoad(
      Exchange exchange,
      Database database,
      Supplier<DocumentSource> sources,
      List<String> includePaths) {
    this.exchange = exchange;
    this.database = database;
    this.sources = sources;
    this.source = sources.get();
    this.includes = new Includes(includePaths);
    this.metadataOnly = exchange.query().flag("metadataOnly");
  }

  /**
   * The answer.
   *
   * @param onlyId the id of the only document that was asked for, without which there is no answer;
   *     or null
   */
  Answer answer(@Nullable String onlyId) {
    List<@Nullable StoredDocument> first = next();
    if (onlyId != null && first.get(0) == null) {
      throw RequestException.notFound(
          ErrorAnswers.NO_DOCUMENT, "There is no document '" + onlyId + "'.");
    }
    if (source.atEnd()) {
      first.forEach(includes::look);
      DocumentSource included = DocumentSource.of(database, includes.ids());
      List<StoredDocument> present = present(included.next());
      if (included.atEnd()) {
        return new DocumentList(first, present).answer(exchange);
      }
    }
    return longAnswer();
  }

  /** Begins anew: whatever is written after the tag was made makes it one of the past. */
  private Answer longAnswer() {
    String tag = tagOfDatabase();
    if (tag.equals(exchange.tag("If-None-Match"))) {
      return Answer.empty(304).tagged(tag);
    }
    source = sources.get();
    count = 0;
    return Answer.ok(this::write).tagged(tag);
  }

  /** The same for as long as nothing at all is written to the database. */
  private String tagOfDatabase() {
    DatabaseStats stats = database.stats();
    return "all:" + stats.lastEtag + '-' + database.id();
  }

  private List<@Nullable StoredDocument> next() {
    List<@Nullable StoredDocument> piece = source.next();
    count += piece.size();
    exchange.activity().count(count);
    return piece;
  }

  private void write(OutputStream out) throws IOException {
    JsonBytes body = new JsonBytes(2 * SEND_FROM_BYTES);
    body.beginObject().name("Results").beginArray();
    do {
      writeResults(body, next(), out);
    } while (!source.atEnd());
    body.endArray().name("Includes").beginObject();
    writeIncludes(body, out);
    body.endObject().endObject().drainTo(out);
  }

  private void writeResults(JsonBytes body, List<@Nullable StoredDocument> piece, OutputStream out)
      throws IOException {
    for (@Nullable StoredDocument document : piece) {
      includes.look(document);
      if (document == null) {
        body.literal("null");
      } else {
        OutgoingDocument.write(body, document, metadataOnly);
      }
      send(body, out);
    }
  }

  private void writeIncludes(JsonBytes body, OutputStream out) throws IOException {
    DocumentSource included = DocumentSource.of(database, includes.ids());
    do {
      for (StoredDocument document : present(included.next())) {
        body.name(document.id());
        OutgoingDocument.write(body, document, metadataOnly);
        send(body, out);
      }
    } while (!included.atEnd());
  }

  private static void send(JsonBytes body, OutputStream out) throws IOException {
    if (body.size() >= SEND_FROM_BYTES) {
      body.drainTo(out);
    }
  }

  private static List<StoredDocument> present(List<@Nullable StoredDocument> documents) {
    return documents.stream().filter(Objects::nonNull).toList();
  }
}
