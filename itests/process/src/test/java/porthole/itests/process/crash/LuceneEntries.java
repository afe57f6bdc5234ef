// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Everything that a Lucene index knows of each of its entries, as texts that can be compared. */
final class LuceneEntries {
  private final LeafReader segment;
  private final List<List<String>> facts = new ArrayList<>();

  private LuceneEntries(LeafReader segment) {
    this.segment = segment;
    for (int i = 0; i < segment.maxDoc(); i++) {
      facts.add(new ArrayList<>());
    }
  }

  /** Its entries, sorted; those that are deleted are none. */
  static List<String> of(DirectoryReader reader) throws IOException {
    List<String> entries = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      new LuceneEntries(leaf.reader()).addTo(entries);
    }
    Collections.sort(entries);
    return entries;
  }

  private void addTo(List<String> entries) throws IOException {
    for (FieldInfo field : segment.getFieldInfos()) {
      readTerms(field);
      readColumn(field);
      readPoints(field);
    }
    Bits live = segment.getLiveDocs();
    for (int entry = 0; entry < facts.size(); entry++) {
      if (live == null || live.get(entry)) {
        for (IndexableField stored : segment.storedFields().document(entry)) {
          add(entry, "stored " + stored.name() + "=" + stored);
        }
        Collections.sort(facts.get(entry));
        entries.add(facts.get(entry).toString());
      }
    }
  }

  private void add(int entry, String fact) {
    facts.get(entry).add(fact);
  }

  private void readTerms(FieldInfo field) throws IOException {
    if (field.getIndexOptions() == IndexOptions.NONE || segment.terms(field.name) == null) {
      return;
    }
    TermsEnum terms = segment.terms(field.name).iterator();
    for (BytesRef term = terms.next(); term != null; term = terms.next()) {
      PostingsEnum postings = terms.postings(null, PostingsEnum.ALL);
      for (int entry = postings.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = postings.nextDoc()) {
        StringBuilder fact = new StringBuilder("term " + field.name + "=" + text(term));
        for (int i = 0; i < postings.freq(); i++) {
          fact.append('@').append(postings.nextPosition());
        }
        add(entry, fact.toString());
      }
    }
  }

  private void readColumn(FieldInfo field) throws IOException {
    String name = "column " + field.name + "=";
    switch (field.getDocValuesType()) {
      case NONE -> {
        // It has none.
      }
      case NUMERIC -> {
        NumericDocValues column = segment.getNumericDocValues(field.name);
        each(column, entry -> add(entry, name + column.longValue()));
      }
      case BINARY -> {
        BinaryDocValues column = segment.getBinaryDocValues(field.name);
        each(column, entry -> add(entry, name + text(column.binaryValue())));
      }
      case SORTED -> {
        SortedDocValues column = segment.getSortedDocValues(field.name);
        each(column, entry -> add(entry, name + text(column.lookupOrd(column.ordValue()))));
      }
      case SORTED_NUMERIC -> {
        SortedNumericDocValues column = segment.getSortedNumericDocValues(field.name);
        each(column, entry -> addAll(entry, name, column));
      }
      case SORTED_SET -> {
        SortedSetDocValues column = segment.getSortedSetDocValues(field.name);
        each(column, entry -> addAll(entry, name, column));
      }
    }
  }

  private void addAll(int entry, String name, SortedNumericDocValues column) throws IOException {
    for (int i = column.docValueCount(); i > 0; i--) {
      add(entry, name + column.nextValue());
    }
  }

  private void addAll(int entry, String name, SortedSetDocValues column) throws IOException {
    for (int i = column.docValueCount(); i > 0; i--) {
      add(entry, name + text(column.lookupOrd(column.nextOrd())));
    }
  }

  private interface Seen {
    void entry(int entry) throws IOException;
  }

  private static void each(DocIdSetIterator column, Seen seen) throws IOException {
    for (int entry = column.nextDoc();
        entry != DocIdSetIterator.NO_MORE_DOCS;
        entry = column.nextDoc()) {
      seen.entry(entry);
    }
  }

  private void readPoints(FieldInfo field) throws IOException {
    PointValues points = segment.getPointValues(field.name);
    if (field.getPointDimensionCount() == 0 || points == null) {
      return;
    }
    points.intersect(
        new PointValues.IntersectVisitor() {
          @Override
          public void visit(int entry) {
            throw new AssertionError("No cell is within another one.");
          }

          @Override
          public void visit(int entry, byte[] value) {
            add(entry, "point " + field.name + "=" + HexFormat.of().formatHex(value));
          }

          @Override
          public PointValues.Relation compare(byte[] least, byte[] greatest) {
            return PointValues.Relation.CELL_CROSSES_QUERY;
          }
        });
  }

  // Terms and columns may be any bytes.
  private static String text(BytesRef bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes.bytes[bytes.offset + i] < ' ') {
        return "0x"
            + HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
      }
    }
    return bytes.utf8ToString();
  }
}
