// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SortField;

/** The distance to the nearest of a document's places. */
final class DistanceOrder extends DoubleValuesSource {
  private final String column;
  private final double step;
  private final Distance distance;
  private final boolean descending;

  /** How far it is; equal where the places that it is from are. */
  @FunctionalInterface
  interface Distance {
    /** To a place as its column holds it. */
    double to(long encoded);
  }

  private DistanceOrder(String column, double step, Distance distance, boolean descending) {
    this.column = column;
    this.step = step;
    this.distance = distance;
    this.descending = descending;
  }

  /**
   * By a column of places; documents without one come last.
   *
   * @param step distances are rounded up to a multiple of that; 0: they are not
   */
  static SortField of(String column, double step, Distance distance, boolean descending) {
    return new DistanceOrder(column, step, distance, descending).getSortField(descending);
  }

  @Override
  public DoubleValues getValues(LeafReaderContext segment, DoubleValues scores) throws IOException {
    return values(segment);
  }

  private DoubleValues values(LeafReaderContext segment) throws IOException {
    SortedNumericDocValues places = DocValues.getSortedNumeric(segment.reader(), column);
    double missing = descending ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return new DoubleValues() {
      private boolean there;

      @Override
      public double doubleValue() throws IOException {
        if (!there) {
          return missing;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = places.docValueCount(); i > 0; i--) {
          least = Math.min(least, distance.to(places.nextValue()));
        }
        return step == 0 ? least : Math.ceil(least / step) * step;
      }

      @Override
      public boolean advanceExact(int document) throws IOException {
        there = places.advanceExact(document);
        return true;
      }
    };
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public Explanation explain(LeafReaderContext segment, int document, Explanation score)
      throws IOException {
    DoubleValues values = values(segment);
    values.advanceExact(document);
    return Explanation.match(values.doubleValue(), toString());
  }

  @Override
  public boolean isCacheable(LeafReaderContext segment) {
    return DocValues.isCacheable(segment, column);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistanceOrder order
        && order.column.equals(column)
        && order.step == step
        && order.descending == descending
        && order.distance.equals(distance);
  }

  @Override
  public int hashCode() {
    return column.hashCode() * 31 + distance.hashCode();
  }

  @Override
  public String toString() {
    return "distance(" + column + ")";
  }
}
