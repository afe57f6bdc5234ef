// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.DocumentSource;
import porthole.http.internal.document.Includes;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QuerySummary;
import porthole.storage.api.Database;

/** Writes the answer to a query, as much at a time as one likes. For one thread. */
final class QueryResults {

  private enum Part {
    RESULTS,
    INCLUDES,
    DONE
  }

  private final Database database;
  private final QueryAnswer answer;
  private final Includes includes;
  private final FoundResults results;
  private final boolean metadataOnly;
  private Part part = Part.RESULTS;
  private @Nullable DocumentSource included;

  QueryResults(Exchange exchange, Database database, QueryAnswer answer) {
    this.database = database;
    this.answer = answer;
    includes = new Includes(answer.summary().includes);
    answer.summary().includedIds.forEach(includes::want);
    results = new FoundResults(exchange, database, answer, includes);
    metadataOnly = exchange.query().flag("metadataOnly");
  }

  /** Begins: all that is known before the first result. */
  void begin(JsonBytes out, long durationMillis) {
    QuerySummary summary = answer.summary();
    out.beginObject()
        .field("TotalResults", Math.min(summary.totalResults, Integer.MAX_VALUE))
        .field("LongTotalResults", summary.totalResults)
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
      if (part == Part.INCLUDES) {
        writeIncludes(out);
      } else if (!results.writeNext(out)) {
        endResults(out);
        out.name("Includes").beginObject();
        part = Part.INCLUDES;
      }
    }
    return part != Part.DONE;
  }

  private void endResults(JsonBytes out) {
    out.endArray().field("SkippedResults", answer.summary().skippedResults);
    Long scanned = answer.summary().scannedResults;
    if (scanned != null) {
      out.field("ScannedResults", scanned);
    }
  }

  private void writeIncludes(JsonBytes out) {
    answer.checkRunning();
    if (included == null) {
      included = DocumentSource.of(database, includes.ids());
    }
    included.next().stream()
        .filter(Objects::nonNull)
        .forEach(
            document -> OutgoingDocument.write(out.name(document.id()), document, metadataOnly));
    if (included.atEnd()) {
      out.endObject();
      answer.extras().forEach((name, value) -> out.name(name).raw(value));
      out.endObject();
      part = Part.DONE;
    }
  }
}
