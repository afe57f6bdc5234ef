// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Which documents of a segment were found, none deleted. For one thread. */
public final class Found {
  private final LeafReader segment;
  private final @Nullable Bits live;
  private int[] numbers = new int[8];
  private int count;

  /** None so far. */
  public Found(LeafReader segment) {
    this.segment = segment;
    live = segment.getLiveDocs();
  }

  /** Those that have a term, segment by segment. */
  public static List<Found> by(IndexReader reader, Term term) throws IOException {
    List<Found> all = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings != null) {
        Found found = new Found(leaf.reader());
        found.add(postings, Integer.MAX_VALUE);
        all.add(found);
      }
    }
    return all;
  }

  /** Adds those that are not deleted, until there are more than that. */
  public void add(DocIdSetIterator each, int most) throws IOException {
    int i = each.nextDoc();
    while (i != DocIdSetIterator.NO_MORE_DOCS && count <= most) {
      if (live == null || live.get(i)) {
        numbers = ArrayUtil.grow(numbers, count + 1);
        numbers[count++] = i;
      }
      i = each.nextDoc();
    }
  }

  /** Where they are. */
  public LeafReader segment() {
    return segment;
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** Their numbers in the segment, ascending. */
  public int[] numbers() {
    int[] sorted = ArrayUtil.copyOfSubArray(numbers, 0, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
