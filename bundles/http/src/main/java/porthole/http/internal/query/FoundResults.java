// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.util.Collections;
import java.util.Iterator;
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
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/**
 * Writes what a query found, a piece at a time. A document that has been deleted since is left out.
 * For one thread.
 */
final class FoundResults {
  private static final int HITS = 128;

  private final Exchange exchange;
  private final Database database;
  private final QueryAnswer answer;
  private final Includes includes;
  private final boolean metadataOnly;
  private @Nullable DocumentSource source;
  private Iterator<QueryHit> sought = Collections.emptyIterator();
  private long count;

  /**
   * Of that answer.
   *
   * @param includes looks at each
   */
  FoundResults(Exchange exchange, Database database, QueryAnswer answer, Includes includes) {
    this.exchange = exchange;
    this.database = database;
    this.answer = answer;
    this.includes = includes;
    metadataOnly = exchange.query().flag("metadataOnly");
  }

  /** Writes the next piece, about a megabyte; false: there is none. */
  boolean writeNext(JsonBytes out) {
    answer.checkRunning();
    if (source == null) {
      List<QueryHit> hits = answer.next(HITS);
      if (hits.isEmpty()) {
        return false;
      }
      if (hits.get(0).result() != null) {
        include(hits);
        hits.forEach(hit -> write(out, hit));
        exchange.activity().count(count);
        return true;
      }
      source = documents(hits);
      sought = hits.iterator();
    }
    for (StoredDocument document : source.next()) {
      QueryHit hit = sought.next();
      if (document != null) {
        write(out, document, hit);
      }
    }
    exchange.activity().count(count);
    source = source.atEnd() ? null : source;
    return true;
  }

  /** Looks at the documents that results are made of, and at results that are of none. */
  private void include(List<QueryHit> hits) {
    if (!includes.looks()) {
      return;
    }
    List<String> ids = hits.stream().map(QueryHit::id).filter(Objects::nonNull).toList();
    hits.stream()
        .filter(hit -> hit.id() == null)
        .forEach(hit -> includes.lookInto(Objects.requireNonNull(hit.result())));
    if (!ids.isEmpty()) {
      DocumentSource made = DocumentSource.of(database, ids);
      do {
        answer.checkRunning();
        made.next().stream()
            .filter(Objects::nonNull)
            .forEach(document -> includes.lookInto(document.body()));
      } while (!made.atEnd());
    }
  }

  private DocumentSource documents(List<QueryHit> hits) {
    List<StoredDocument> atHand =
        hits.stream().map(QueryHit::document).filter(Objects::nonNull).toList();
    return atHand.isEmpty()
        ? DocumentSource.of(database, hits.stream().map(QueryHit::id).toList())
        : DocumentSource.atHand(atHand);
  }

  private void write(JsonBytes out, QueryHit hit) {
    count++;
    byte[] result = Objects.requireNonNull(hit.result());
    if (answer.isComputed()) {
      out.raw(result);
      return;
    }
    out.beginObject().splice(result, 1, result.length - 1);
    out.name("@metadata").beginObject();
    if (answer.isProjection()) {
      out.field("@projection", true);
    }
    if (hit.id() != null) {
      out.field("@id", hit.id());
    }
    out.endObject().endObject();
  }

  private void write(JsonBytes out, StoredDocument document, QueryHit hit) {
    count++;
    if (answer.isProjection()) {
      includes.lookInto(document.body());
      writeProjection(out, document);
      return;
    }
    includes.look(document);
    if (hit.document() == null) {
      OutgoingDocument.writeFound(out, document, metadataOnly, hit.score());
    } else {
      OutgoingDocument.write(out, document, metadataOnly);
    }
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
}
