// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.api.IndexReport;
import porthole.storage.api.DatabaseStats;

/** Writes how an index is. */
public final class ReportWriter {

  private ReportWriter() {}

  /** As it stands in the statistics of a database. */
  public static void information(JsonBytes out, IndexReport report) {
    out.beginObject();
    common(out, report);
    out.endObject();
  }

  private static void common(JsonBytes out, IndexReport report) {
    out.field("Name", report.name)
        .field("IsStale", report.stale)
        .field("State", EnumNames.of(report.state))
        .field("LockMode", EnumNames.of(report.lockMode))
        .field("Priority", EnumNames.of(report.priority))
        .field("Type", EnumNames.of(report.type))
        .field("SourceType", "Documents")
        .field("SearchEngineType", "Lucene")
        .field("LastIndexingTime", date(report.lastIndexed));
  }

  private static @Nullable String date(@Nullable Instant instant) {
    return instant == null ? null : OutgoingDocument.date(instant);
  }

  /** All there is to say. */
  static void stats(JsonBytes out, IndexReport report, long lastEtag) {
    out.beginObject();
    common(out, report);
    out.field("Status", EnumNames.of(report.running))
        .field("CreatedTimestamp", OutgoingDocument.date(report.created))
        .field("LastQueryingTime", date(report.lastQueried))
        .field("EntriesCount", report.entries)
        .field("ErrorsCount", report.errors)
        .field("MapAttempts", report.mapAttempts)
        .field("MapSuccesses", report.mapAttempts - report.mapErrors)
        .field("MapErrors", report.mapErrors)
        .field("IsTestIndex", false)
        .field("IsInvalidIndex", false);
    out.name("Collections").beginObject();
    report.collections.forEach(
        (collection, etag) ->
            out.name(collection)
                .beginObject()
                .field("LastProcessedDocumentEtag", etag)
                .field("LastProcessedTombstoneEtag", etag)
                .field("DocumentLag", report.stale ? Math.max(0, lastEtag - etag) : 0)
                .field("TombstoneLag", report.stale ? Math.max(0, lastEtag - etag) : 0)
                .endObject());
    out.endObject().endObject();
  }

  /** How far it has come; what is left is not counted, but never less than said. */
  static void progress(JsonBytes out, IndexReport report, DatabaseStats stats) {
    long left = report.stale ? Math.max(1, stats.lastEtag - report.etag) : 0;
    out.beginObject()
        .field("Name", report.name)
        .field("Type", EnumNames.of(report.type))
        .field("SourceType", "Documents")
        .field("IsStale", report.stale)
        .field("IndexRunningStatus", EnumNames.of(report.running));
    out.name("Collections").beginObject();
    for (String collection : report.collections.keySet()) {
      boolean all = collection.equals("@all_docs");
      long documents = all ? stats.documents : stats.collections.getOrDefault(collection, 0L);
      out.name(collection)
          .beginObject()
          .field("TotalNumberOfItems", documents)
          .field("NumberOfItemsToProcess", Math.min(left, documents))
          .field("TotalNumberOfTombstones", stats.tombstones)
          .field("NumberOfTombstonesToProcess", Math.min(left, stats.tombstones))
          .endObject();
    }
    out.endObject().endObject();
  }

  /** A time that it has worked. */
  static void batch(JsonBytes out, IndexBatch batch) {
    out.beginObject()
        .field("Id", batch.number)
        .field("Started", OutgoingDocument.date(batch.started))
        .field("Completed", OutgoingDocument.date(batch.started.plus(batch.duration)))
        .field("DurationInMs", batch.duration.toMillis())
        .field("InputCount", batch.changes)
        .field("OutputCount", batch.entries)
        .field("FailedCount", batch.failed)
        .field("SuccessCount", batch.changes - batch.failed);
    out.name("Details").beginObject().field("Name", "Indexing").name("Operations").beginArray();
    batch.phases.forEach((name, duration) -> phase(out, name, duration));
    out.endArray().endObject().endObject();
  }

  private static void phase(JsonBytes out, String name, Duration duration) {
    out.beginObject().field("Name", name).name("DurationInMs").literal(duration.toNanos() / 1e6);
    out.endObject();
  }
}
