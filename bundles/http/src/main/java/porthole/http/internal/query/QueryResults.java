// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.DocumentSource;
import porthole.http.internal.document.Includes;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QuerySummary;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/**
 * Writes the answer to a query, as much at a time as one likes. A document that has been deleted
 * since it was found is left out. For one thread.
 */
final class QueryResults {
  private static final int HITS = 128;

  private enum Part {
    RESULTS,
    INCLUDES,
    DONE
  }

  private final Exchange exchange;
  private final Database database;
  private final QueryAnswer answer;
  private final Includes includes;
  private final boolean metadataOnly;
  private Part part = Part.RESULTS;
  private @Nullable DocumentSource source;
  private long count;

  QueryResults(Exchange exchange, Database database, QueryAnswer answer) {
    this.exchange = exchange;
    this.database = database;
    this.answer = answer;
    includes = new Includes(answer.summary().includes);
    metadataOnly = exchange.query().flag("metadataOnly");
  }

  /** Begins: all that is known before the first result. */
  void begin(JsonBytes out, long durationMillis) {
    QuerySummary summary = answer.summary();
    out.beginObject()
        .field("TotalResults", Math.min(summary.totalResults, Integer.MAX_VALUE))
        .field("LongTotalResults", summary.totalResults)
        .field("SkippedResults", 0)
        .field("DurationInMs", durationMillis)
        .field("IndexName", summary.indexName)
        .field("IndexTimestamp", OutgoingDocument.date(summary.indexTimestamp))
        .field("LastQueryTime", OutgoingDocument.date(summary.indexTimestamp))
        .field("IsStale", summary.stale)
        .field("ResultEtag", summary.resultEtag)
        .field("NodeTag", "A")
        .name("IncludedPaths")
        .beginArray();
    summary.includes.forEach(out::text);
    out.endArray().name("Results").beginArray();
  }

  /** Goes on until there are so many bytes, or the answer has ended; says whether there is more. */
  boolean write(JsonBytes out, int bytes) {
    while (part != Part.DONE && out.size() < bytes) {
      if (part == Part.RESULTS) {
        writeResults(out);
      } else {
        writeIncludes(out);
      }
    }
    return part != Part.DONE;
  }

  private void writeResults(JsonBytes out) {
    if (source == null) {
      List<QueryHit> hits = answer.next(HITS);
      if (hits.isEmpty()) {
        out.endArray().name("Includes").beginObject();
        part = Part.INCLUDES;
        return;
      }
      source = documents(hits);
    }
    for (StoredDocument document : next(source)) {
      includes.look(document);
      if (answer.isProjection()) {
        writeProjection(out, document);
      } else {
        OutgoingDocument.write(out, document, metadataOnly);
      }
    }
    source = source.atEnd() ? null : source;
  }

  private DocumentSource documents(List<QueryHit> hits) {
    List<StoredDocument> atHand =
        hits.stream().map(QueryHit::document).filter(Objects::nonNull).toList();
    return atHand.isEmpty()
        ? DocumentSource.of(database, hits.stream().map(QueryHit::id).toList())
        : DocumentSource.atHand(atHand);
  }

  private List<StoredDocument> next(DocumentSource documents) {
    List<StoredDocument> present = documents.next().stream().filter(Objects::nonNull).toList();
    count += present.size();
    exchange.activity().count(count);
    return present;
  }

  private void writeProjection(JsonBytes out, StoredDocument document) {
    byte[] values = answer.project(document);
    out.beginObject().splice(values, 1, values.length - 1);
    out.name("@metadata")
        .beginObject()
        .field("@projection", true)
        .field("@id", document.id())
        .field("@change-vector", document.changeVector())
        .field("@last-modified", OutgoingDocument.date(document.lastModified()))
        .endObject()
        .endObject();
  }

  private void writeIncludes(JsonBytes out) {
    if (source == null) {
      source = DocumentSource.of(database, includes.ids());
    }
    for (StoredDocument document : next(source)) {
      out.name(document.id());
      OutgoingDocument.write(out, document, metadataOnly);
    }
    if (source.atEnd()) {
      out.endObject().endObject();
      part = Part.DONE;
    }
  }
}
