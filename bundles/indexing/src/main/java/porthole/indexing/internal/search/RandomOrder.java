// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;

/** A number for each entry that only its place in the index and a seed decide on. */
final class RandomOrder extends DoubleValuesSource {
  // The 64-bit golden ratio; successive places then differ in all bits after mixing.
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final long seed;

  RandomOrder(long seed) {
    this.seed = seed;
  }

  @Override
  public DoubleValues getValues(LeafReaderContext segment, DoubleValues scores) {
    return new DoubleValues() {
      private double value;

      @Override
      public double doubleValue() {
        return value;
      }

      @Override
      public boolean advanceExact(int entry) {
        value = at(segment.docBase + entry);
        return true;
      }
    };
  }

  private double at(int place) {
    long mixed = (seed + place) * STEP;
    mixed = (mixed ^ (mixed >>> 32)) * STEP;
    return (mixed ^ (mixed >>> 29)) >>> 11;
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) throws IOException {
    return this;
  }

  @Override
  public Explanation explain(LeafReaderContext segment, int entry, Explanation score) {
    return Explanation.match(at(segment.docBase + entry), toString());
  }

  @Override
  public boolean isCacheable(LeafReaderContext segment) {
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RandomOrder order && order.seed == seed;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seed);
  }

  @Override
  public String toString() {
    return "random(" + seed + ")";
  }
}
