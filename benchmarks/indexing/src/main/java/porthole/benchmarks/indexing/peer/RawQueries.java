// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import java.io.IOException;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/** Answers questions with Lucene. Thread-safe. */
final class RawQueries {
  private static final double RADIUS_METERS = 20_000;
  private static final Sort BY_NAME = new Sort(new SortedSetSortField("Name", false));

  private final RawIndex index;

  RawQueries(RawIndex index) {
    this.index = index;
  }

  byte[] answer(Question question) throws IOException {
    if (question.isFresh()) {
      index.refresh();
    }
    SearcherManager searchers = index.searchers();
    IndexSearcher searcher = searchers.acquire();
    try {
      return answer(question, searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  private static byte[] answer(Question question, IndexSearcher searcher) throws IOException {
    int offset = question.kind() == Question.Kind.DEEP_PAGE ? Question.DEEP : 0;
    int most = offset + Question.PAGE;
    Query query = query(question);
    // As Porthole, which says how many there are, it counts all.
    TopDocs found =
        switch (question.kind()) {
          case SORT, DEEP_PAGE ->
              searcher.search(
                  query, new TopFieldCollectorManager(BY_NAME, most, null, Integer.MAX_VALUE));
          case TERM, RANGE, TEXT, RADIUS ->
              searcher.search(
                  query, new TopScoreDocCollectorManager(most, null, Integer.MAX_VALUE));
        };
    Answers answer = new Answers();
    StoredFields documents = searcher.storedFields();
    for (int i = offset; i < found.scoreDocs.length; i++) {
      ScoreDoc hit = found.scoreDocs[i];
      BytesRef json = documents.document(hit.doc).getBinaryValue(RawIndex.SOURCE);
      answer.add(json.bytes, json.offset, json.length);
    }
    return answer.end(found.totalHits.value);
  }

  private static Query query(Question question) {
    return switch (question.kind()) {
      case TERM -> term("Name", question.text("name"));
      case RANGE ->
          DoublePoint.newRangeQuery(
              "Location.Latitude#fractions", question.number("low"), question.number("high"));
      case TEXT -> term("search(Name)", question.text("word"));
      case RADIUS ->
          LatLonPoint.newDistanceQuery(
              RawIndex.PLACE,
              question.number("latitude"),
              question.number("longitude"),
              RADIUS_METERS);
      case SORT, DEEP_PAGE -> term("Country", question.text("country"));
    };
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, RawIndex.fold(value)));
  }
}
