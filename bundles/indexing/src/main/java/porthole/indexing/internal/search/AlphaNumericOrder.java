// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.util.BytesRef;

/** Sorts entries by the least of a field's values, as {@link AlphaNumeric} compares. */
final class AlphaNumericOrder extends FieldComparatorSource {
  private static final AlphaNumeric ORDER = new AlphaNumeric();

  @Override
  public FieldComparator<BytesRef> newComparator(
      String field, int hits, Pruning pruning, boolean reversed) {
    return new Values(hits, field);
  }

  private static final class Values extends FieldComparator.TermValComparator {
    private final String column;

    Values(int hits, String column) {
      super(hits, column, false);
      this.column = column;
    }

    @Override
    protected BinaryDocValues getBinaryDocValues(LeafReaderContext segment, String field)
        throws IOException {
      return new Least(
          SortedSetSelector.wrap(
              DocValues.getSortedSet(segment.reader(), column), SortedSetSelector.Type.MIN));
    }

    @Override
    public int compareValues(BytesRef one, BytesRef other) {
      if (one == null || other == null) {
        return super.compareValues(one, other);
      }
      return ORDER.compare(one.utf8ToString(), other.utf8ToString());
    }
  }

  /** The same values, without their numbers. */
  private static final class Least extends BinaryDocValues {
    private final SortedDocValues values;

    Least(SortedDocValues values) {
      this.values = values;
    }

    @Override
    public BytesRef binaryValue() throws IOException {
      return values.lookupOrd(values.ordValue());
    }

    @Override
    public boolean advanceExact(int entry) throws IOException {
      return values.advanceExact(entry);
    }

    @Override
    public int docID() {
      return values.docID();
    }

    @Override
    public int nextDoc() throws IOException {
      return values.nextDoc();
    }

    @Override
    public int advance(int entry) throws IOException {
      return values.advance(entry);
    }

    @Override
    public long cost() {
      return values.cost();
    }
  }
}
