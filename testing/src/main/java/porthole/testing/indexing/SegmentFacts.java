// SPDX-License-Identifier: Apache-2.0
package porthole.testing.indexing;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PointValues.IntersectVisitor;
import org.apache.lucene.index.PointValues.Relation;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Takes a segment of an index apart: what it says of each document, one by one. */
final class SegmentFacts {

  /** Hears them, in no order. */
  @FunctionalInterface
  interface Listener {
    void fact(int document, String fact);
  }

  private final LeafReader segment;
  private final @Nullable Bits live;
  private final Listener listener;

  private SegmentFacts(LeafReader segment, Listener listener) {
    this.segment = segment;
    this.listener = listener;
    live = segment.getLiveDocs();
  }

  /** Tells all about documents that are not deleted. */
  static void tell(LeafReader segment, Listener listener) throws IOException {
    SegmentFacts facts = new SegmentFacts(segment, listener);
    for (FieldInfo field : segment.getFieldInfos()) {
      if (field.getIndexOptions() != IndexOptions.NONE) {
        facts.terms(field.name, segment.terms(field.name));
      }
      if (field.getPointDimensionCount() > 0) {
        facts.points(field.name);
      }
      facts.column(field);
      if (field.hasNorms()) {
        facts.numbers("norm " + field.name, segment.getNormValues(field.name));
      }
    }
    facts.stored();
  }

  private void say(int document, String fact) {
    if (live == null || live.get(document)) {
      listener.fact(document, fact);
    }
  }

  private void terms(String field, @Nullable Terms terms) throws IOException {
    TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      PostingsEnum postings = each.postings(null, PostingsEnum.POSITIONS);
      for (int i = postings.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = postings.nextDoc()) {
        StringBuilder positions = new StringBuilder();
        for (int p = 0; p < postings.freq(); p++) {
          positions.append(' ').append(postings.nextPosition());
        }
        say(i, "term " + field + " = " + text(term) + " at" + positions);
      }
    }
  }

  private void points(String field) throws IOException {
    PointValues points = segment.getPointValues(field);
    if (points == null) {
      return;
    }
    points.intersect(
        new IntersectVisitor() {
          @Override
          public void visit(int document) {
            throw new IllegalStateException("All points are asked for.");
          }

          @Override
          public void visit(int document, byte[] packed) {
            say(document, "point " + field + " = " + HexFormat.of().formatHex(packed));
          }

          @Override
          public Relation compare(byte[] low, byte[] high) {
            return Relation.CELL_CROSSES_QUERY;
          }
        });
  }

  private void column(FieldInfo field) throws IOException {
    String name = "column " + field.name;
    switch (field.getDocValuesType()) {
      case NONE -> {
        // has no column
      }
      case NUMERIC -> numbers(name, DocValues.getNumeric(segment, field.name));
      case BINARY -> binary(name, DocValues.getBinary(segment, field.name));
      case SORTED -> sorted(name, DocValues.getSorted(segment, field.name));
      case SORTED_NUMERIC -> manyNumbers(name, DocValues.getSortedNumeric(segment, field.name));
      case SORTED_SET -> set(name, DocValues.getSortedSet(segment, field.name));
    }
  }

  private void numbers(String name, NumericDocValues column) throws IOException {
    for (int i = column.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = column.nextDoc()) {
      say(i, name + " = " + column.longValue());
    }
  }

  private void binary(String name, BinaryDocValues column) throws IOException {
    for (int i = column.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = column.nextDoc()) {
      say(i, name + " = " + text(column.binaryValue()));
    }
  }

  private void sorted(String name, SortedDocValues column) throws IOException {
    for (int i = column.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = column.nextDoc()) {
      say(i, name + " = " + text(column.lookupOrd(column.ordValue())));
    }
  }

  private void manyNumbers(String name, SortedNumericDocValues column) throws IOException {
    for (int i = column.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = column.nextDoc()) {
      StringBuilder numbers = new StringBuilder();
      for (int n = 0; n < column.docValueCount(); n++) {
        numbers.append(' ').append(column.nextValue());
      }
      say(i, name + " =" + numbers);
    }
  }

  private void set(String name, SortedSetDocValues column) throws IOException {
    for (int i = column.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = column.nextDoc()) {
      for (int n = 0; n < column.docValueCount(); n++) {
        say(i, name + " has " + text(column.lookupOrd(column.nextOrd())));
      }
    }
  }

  private void stored() throws IOException {
    for (int i = 0; i < segment.maxDoc(); i++) {
      if (live == null || live.get(i)) {
        int place = 0;
        for (IndexableField field : segment.storedFields().document(i)) {
          BytesRef bytes = field.binaryValue();
          String value = bytes == null ? field.stringValue() : text(bytes);
          say(i, "stored " + place++ + " " + field.name() + " = " + value);
        }
      }
    }
  }

  // As UTF-8 where it is, and otherwise told apart all the same.
  private static String text(BytesRef bytes) {
    String hex = HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes.bytes[bytes.offset + i];
      if (b < ' ' || b > '~') {
        return "0x" + hex;
      }
    }
    return "'" + bytes.utf8ToString() + "'";
  }
}
