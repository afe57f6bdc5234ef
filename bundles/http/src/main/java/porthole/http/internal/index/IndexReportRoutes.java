// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexReport;
import porthole.indexing.api.IndexReport.Running;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;

/** How indexes are, and how they come on. Thread-safe. */
public final class IndexReportRoutes {
  private static final int USUAL_PAGE = 1024;

  private final Supplier<Indexing> indexing;

  /** Asks the indexes that are there at each request. */
  public IndexReportRoutes(Supplier<Indexing> indexing) {
    this.indexing = indexing;
  }

  private Indexes indexes(Database database) {
    return indexing.get().indexes(database);
  }

  /** Those that the parameters {@code name} name, or all. */
  private List<IndexReport> meant(Exchange exchange, Database database) {
    List<IndexReport> all = indexes(database).reports();
    List<String> names = exchange.query().all("name").stream().filter(n -> !n.isEmpty()).toList();
    if (names.isEmpty()) {
      return all;
    }
    return names.stream().map(name -> named(all, name, database)).toList();
  }

  private static IndexReport named(List<IndexReport> all, String name, Database database) {
    return all.stream()
        .filter(report -> report.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IndexingException.IndexDoesNotExist(database.name(), name));
  }

  /** GET stats. */
  public Answer stats(Exchange exchange, Database database) {
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    long last = database.lastEtag();
    meant(exchange, database).forEach(report -> ReportWriter.stats(body, report, last));
    return Answer.ok(body.endArray().endObject());
  }

  /** GET errors. */
  public Answer errors(Exchange exchange, Database database) {
    Indexes indexes = indexes(database);
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    for (IndexReport report : meant(exchange, database)) {
      body.beginObject().field("Name", report.name).name("Errors").beginArray();
      for (IndexError error : indexes.errors(report.name)) {
        body.beginObject()
            .field("Timestamp", OutgoingDocument.date(error.at()))
            .field("Document", error.document())
            .field("Action", error.action())
            .field("Error", error.message())
            .endObject();
      }
      body.endArray().endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }

  /** DELETE errors. */
  public Answer deleteErrors(Exchange exchange, Database database) {
    Indexes indexes = indexes(database);
    meant(exchange, database).forEach(report -> indexes.deleteErrors(report.name));
    return Answer.empty(204);
  }

  /** GET terms. */
  public Answer terms(Exchange exchange, Database database) {
    String name = exchange.query().required("name");
    String field = exchange.query().required("field");
    int most = exchange.query().count("pageSize", USUAL_PAGE);
    String after = exchange.query().first("fromValue");
    JsonBytes body = new JsonBytes().beginObject().field("IndexName", name);
    body.field("ResultEtag", database.lastEtag()).name("Terms").beginArray();
    indexes(database).terms(name, field, after, most).forEach(body::text);
    return Answer.ok(body.endArray().endObject());
  }

  /** GET status: which of them work. */
  public Answer status(Exchange exchange, Database database) {
    Indexes indexes = indexes(database);
    JsonBytes body = new JsonBytes().beginObject();
    body.field("Status", EnumNames.of(indexes.isPaused() ? Running.PAUSED : Running.RUNNING));
    body.name("Indexes").beginArray();
    for (IndexReport report : indexes.reports()) {
      body.beginObject()
          .field("Name", report.name)
          .field("Status", EnumNames.of(report.running))
          .endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }

  /** GET staleness. */
  public Answer staleness(Exchange exchange, Database database) {
    exchange.query().required("name");
    IndexReport report = meant(exchange, database).get(0);
    JsonBytes body = new JsonBytes().beginObject().field("IsStale", report.stale);
    body.name("StalenessReasons").beginArray();
    if (report.stale) {
      body.text(
          "It has the changes up to etag "
              + report.etag
              + "; the last one is "
              + database.lastEtag()
              + ".");
    }
    return Answer.ok(body.endArray().endObject());
  }

  /** GET progress. */
  public Answer progress(Exchange exchange, Database database) {
    DatabaseStats stats = database.stats();
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    meant(exchange, database).forEach(report -> ReportWriter.progress(body, report, stats));
    return Answer.ok(body.endArray().endObject());
  }

  /** GET performance: the latest times each has worked. */
  public Answer performance(Exchange exchange, Database database) {
    Indexes indexes = indexes(database);
    JsonBytes body = new JsonBytes().beginObject().name("Results").beginArray();
    for (IndexReport report : meant(exchange, database)) {
      body.beginObject().field("Name", report.name).name("Performance").beginArray();
      indexes.batches(report.name).forEach(batch -> ReportWriter.batch(body, batch));
      body.endArray().endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }

  /** GET total-time: how long each has worked in the batches that are kept. */
  public Answer totalTime(Exchange exchange, Database database) {
    Indexes indexes = indexes(database);
    JsonBytes body = new JsonBytes().beginArray();
    for (IndexReport report : meant(exchange, database)) {
      Duration total =
          indexes.batches(report.name).stream()
              .map((IndexBatch batch) -> batch.duration)
              .reduce(Duration.ZERO, Duration::plus);
      body.beginObject()
          .field("Name", report.name)
          .field("TotalIndexingTime", TimeSpans.text(total))
          .field("LagTime", TimeSpans.text(Duration.ZERO))
          .endObject();
    }
    return Answer.ok(body.endArray());
  }
}
