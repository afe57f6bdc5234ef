// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.index.ReportWriter;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.Sizes;
import porthole.indexing.api.IndexReport;
import porthole.indexing.api.Indexing;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;

/** {@code /stats} and {@code /collections/stats}: what is not there yet counts as 0. */
public final class Statistics {

  private final Supplier<Indexing> indexing;

  /** With the indexes that are there at each request. */
  public Statistics(Supplier<Indexing> indexing) {
    this.indexing = indexing;
  }

  /** GET /stats/essential. */
  public Answer essential(Exchange exchange, Database database) {
    JsonBytes body = new JsonBytes().beginObject();
    counts(body, database.stats(), indexing.get().indexes(database).reports());
    return Answer.ok(body.endObject());
  }

  /** GET /stats. */
  public Answer basic(Exchange exchange, Database database) {
    JsonBytes body = new JsonBytes().beginObject();
    basic(body, database);
    return Answer.ok(body.endObject());
  }

  /** GET /stats/detailed. */
  public Answer detailed(Exchange exchange, Database database) {
    JsonBytes body = new JsonBytes().beginObject();
    basic(body, database);
    body.field("CountOfIdentities", database.identities().size());
    for (String zero :
        List.of(
            "CountOfCompareExchange",
            "CountOfCompareExchangeTombstones",
            "CountOfTimeSeriesDeletedRanges")) {
      body.field(zero, 0);
    }
    return Answer.ok(body.endObject());
  }

  /** GET /collections/stats. */
  public static Answer collections(Exchange exchange, Database database) {
    DatabaseStats stats = database.stats();
    JsonBytes body = new JsonBytes().beginObject().field("CountOfDocuments", stats.documents);
    body.field("CountOfConflicts", 0).name("Collections").beginObject();
    stats.collections.forEach(body::field);
    return Answer.ok(body.endObject().endObject());
  }

  /** GET /healthcheck: 204, since the database has been opened for it. */
  public static Answer health(Exchange exchange, Database database) {
    return Answer.empty(204);
  }

  private void basic(JsonBytes body, Database database) {
    DatabaseStats stats = database.stats();
    List<IndexReport> indexes = indexing.get().indexes(database).reports();
    counts(body, stats, indexes);
    body.field("LastDocEtag", stats.lastEtag)
        .field("LastDatabaseEtag", stats.lastEtag)
        .field("CountOfUniqueAttachments", 0)
        .field("DatabaseChangeVector", stats.changeVector)
        .field("DatabaseId", database.id())
        .field("Is64Bit", true)
        .field("Pager", null)
        .field("LastIndexingTime", lastIndexing(indexes))
        .field("NumberOfTransactionMergerQueueOperations", 0);
    Sizes.write(body.name("SizeOnDisk"), stats.sizeOnDiskBytes);
    Sizes.write(body.name("TempBuffersSizeOnDisk"), 0);
  }

  private static @Nullable String lastIndexing(List<IndexReport> indexes) {
    return indexes.stream()
        .map(index -> index.lastIndexed)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(OutgoingDocument::date)
        .orElse(null);
  }

  private static void counts(JsonBytes body, DatabaseStats stats, List<IndexReport> indexes) {
    body.field("CountOfIndexes", indexes.size())
        .field("CountOfDocuments", stats.documents)
        .field("CountOfRevisionDocuments", 0)
        .field("CountOfDocumentsConflicts", 0)
        .field("CountOfTombstones", stats.tombstones)
        .field("CountOfConflicts", 0)
        .field("CountOfAttachments", 0)
        .field("CountOfCounterEntries", 0)
        .field("CountOfTimeSeriesSegments", 0);
    body.name("Indexes").beginArray();
    indexes.forEach(index -> ReportWriter.information(body, index));
    body.endArray();
  }
}
