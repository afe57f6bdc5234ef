// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.ClassicSimilarity;
import org.apache.lucene.search.similarities.Similarity;
import porthole.indexing.internal.search.StopSignal.SearchTime;

/**
 * Looks at the time while it goes through documents. Lucene's own {@code setTimeout} does so at
 * ever greater distances, which may take seconds, and then finds less without a word.
 */
final class TimedSearcher extends IndexSearcher {
  // What even slow conditions do in some milliseconds.
  private static final int DOCUMENTS_BETWEEN_LOOKS = 4096;

  // What the clients' own server counts by; it scores a word alike in a field of any average
  // length.
  private static final Similarity SIMILARITY = new ClassicSimilarity();

  private final SearchTime time;

  TimedSearcher(IndexReader reader, SearchTime time) {
    super(reader);
    setSimilarity(SIMILARITY);
    this.time = time;
  }

  @Override
  protected void searchLeaf(LeafReaderContext segment, Weight weight, Collector collector)
      throws IOException {
    time.check();
    LeafCollector leaf;
    try {
      leaf = collector.getLeafCollector(segment);
    } catch (CollectionTerminatedException nothingWanted) {
      return;
    }
    BulkScorer scorer = weight.bulkScorer(segment);
    if (scorer != null) {
      score(scorer, leaf, segment);
    }
    leaf.finish();
  }

  private void score(BulkScorer scorer, LeafCollector leaf, LeafReaderContext segment)
      throws IOException {
    int next = 0;
    try {
      while (next != DocIdSetIterator.NO_MORE_DOCS) {
        time.check();
        int end =
            (int) Math.min((long) next + DOCUMENTS_BETWEEN_LOOKS, DocIdSetIterator.NO_MORE_DOCS);
        next = scorer.score(leaf, segment.reader().getLiveDocs(), next, end);
      }
    } catch (CollectionTerminatedException enough) {
      return;
    }
  }
}
