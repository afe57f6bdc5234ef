// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.NumericUtils;
import porthole.indexing.internal.facet.Facet.Measured;

/** Counts documents, and what is measured of each. */
abstract class Counting extends SimpleCollector {
  private final List<Measured> measured;
  private final SortedNumericDocValues[] columns;
  private final Buckets buckets;

  Counting(Buckets buckets, List<Measured> measured) {
    this.buckets = buckets;
    this.measured = measured;
    columns = new SortedNumericDocValues[measured.size()];
  }

  @Override
  protected void doSetNextReader(LeafReaderContext segment) throws IOException {
    rewind(segment);
  }

  /** Lets documents of a segment be counted from its first on. */
  final void rewind(LeafReaderContext segment) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = DocValues.getSortedNumeric(segment.reader(), measured.get(i).field().doubles());
    }
  }

  /** Counts a document in buckets. */
  final void count(int document, int[] into, int many) throws IOException {
    for (int i = 0; i < many; i++) {
      buckets.hit(into[i]);
    }
    for (int column = 0; column < columns.length; column++) {
      SortedNumericDocValues numbers = columns[column];
      int values = numbers.advanceExact(document) ? numbers.docValueCount() : 0;
      for (; values > 0; values--) {
        double number = NumericUtils.sortableLongToDouble(numbers.nextValue());
        for (int i = 0; i < many; i++) {
          buckets.number(into[i], column, number);
        }
      }
    }
  }

  final Buckets buckets() {
    return buckets;
  }

  @Override
  public final ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
