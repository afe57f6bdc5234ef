// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.facet.Facet.Measured;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.search.StopSignal.SearchTime;

/**
 * Counts documents by each of a field's values; where it has words, by these. Whole values have
 * columns; for words the postings of all of them are gone through.
 */
final class ValueCounts extends Counting {
  private final FieldPlan field;
  private final SearchTime time;
  private final BytesRefHash values = new BytesRefHash();

  private SortedSetDocValues column = DocValues.emptySortedSet();
  private int[] numbers = new int[0];
  private int[] buckets = new int[8];
  private @Nullable LeafReaderContext segment;
  private @Nullable FixedBitSet documents;

  ValueCounts(FieldPlan field, List<Measured> measured, SearchTime time) {
    super(new Buckets(measured), measured);
    this.time = time;
    this.field = field;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext next) throws IOException {
    super.doSetNextReader(next);
    segment = next;
    if (hasWords()) {
      documents = new FixedBitSet(next.reader().maxDoc());
    } else {
      column = DocValues.getSortedSet(next.reader(), field.name());
      numbers = new int[Math.toIntExact(column.getValueCount())];
    }
  }

  private boolean hasWords() {
    return field.analysis() == FieldPlan.Analysis.FULL_TEXT;
  }

  @Override
  public void collect(int document) throws IOException {
    if (documents != null) {
      documents.set(document);
    } else if (column.advanceExact(document)) {
      int many = column.docValueCount();
      if (many > buckets.length) {
        buckets = Arrays.copyOf(buckets, many * 2);
      }
      for (int i = 0; i < many; i++) {
        buckets[i] = bucket((int) column.nextOrd());
      }
      count(document, buckets, many);
    }
  }

  /** The bucket of a value of this segment; values are looked up once in each. */
  private int bucket(int ordinal) throws IOException {
    if (numbers[ordinal] == 0) {
      numbers[ordinal] = 1 + bucket(column.lookupOrd(ordinal));
    }
    return numbers[ordinal] - 1;
  }

  private int bucket(BytesRef value) {
    int added = values.add(value);
    return added >= 0 ? added : -1 - added;
  }

  @Override
  public void finish() throws IOException {
    if (documents == null || segment == null) {
      return;
    }
    Terms terms = Terms.getTerms(segment.reader(), field.name());
    TermsEnum each = terms.iterator();
    PostingsEnum postings = null;
    int[] one = new int[1];
    while (each.next() != null) {
      time.check();
      rewind(segment);
      postings = each.postings(postings, PostingsEnum.NONE);
      one[0] = -1;
      for (int document = postings.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = postings.nextDoc()) {
        if (documents.get(document)) {
          one[0] = one[0] < 0 ? bucket(each.term()) : one[0];
          count(document, one, 1);
        }
      }
    }
  }

  /** The values that have a bucket, in the order of the buckets. */
  List<String> values() {
    List<String> texts = new ArrayList<>();
    BytesRef value = new BytesRef();
    for (int i = 0; i < values.size(); i++) {
      texts.add(values.get(i, value).utf8ToString());
    }
    return texts;
  }
}
