// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import porthole.indexing.internal.entry.Found;
import porthole.indexing.internal.entry.Hidden;

/**
 * A bucket of a group, and what its members were reduced to.
 *
 * @param weight of its members
 */
record Part(Bucket bucket, int weight, Reduced reduced) {
  // The key of its group, and that with what tells the group's parts apart.
  private static final String GROUP = "partial().group";
  private static final String PART = "partial().part";
  private static final String START = "partial().start";
  private static final String DEPTH = "partial().depth";
  private static final String WEIGHT = "partial().weight";
  private static final String JSON = "partial()";

  /** By what all parts of a group are found. */
  static Term of(GroupKey key) {
    return new Term(GROUP, key.digest());
  }

  /** By what a part of a group is found. */
  static Term of(GroupKey key, Bucket bucket) {
    BytesRef start = key.member(bucket.start());
    byte[] term = new byte[start.length + 1];
    System.arraycopy(start.bytes, start.offset, term, 0, start.length);
    term[start.length] = (byte) bucket.depth();
    return new Term(PART, new BytesRef(term));
  }

  Document document(GroupKey key) {
    Document document = Hidden.PARTIAL.document();
    document.add(new StringField(GROUP, key.digest(), Field.Store.NO));
    document.add(new StringField(PART, of(key, bucket).bytes(), Field.Store.NO));
    document.add(new NumericDocValuesField(START, bucket.start()));
    document.add(new NumericDocValuesField(DEPTH, bucket.depth()));
    document.add(new NumericDocValuesField(WEIGHT, weight));
    document.add(new BinaryDocValuesField(JSON, new BytesRef(reduced.json())));
    return document;
  }

  /** The parts of a group, in their order; none of one that is not cut. */
  static List<Part> read(IndexReader reader, GroupKey key) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Found found : Found.by(reader, of(key))) {
      read(found, parts);
    }
    parts.sort(Comparator.comparing(Part::bucket));
    return parts;
  }

  private static void read(Found found, List<Part> parts) throws IOException {
    NumericDocValues starts = DocValues.getNumeric(found.segment(), START);
    NumericDocValues depths = DocValues.getNumeric(found.segment(), DEPTH);
    NumericDocValues weights = DocValues.getNumeric(found.segment(), WEIGHT);
    BinaryDocValues texts = DocValues.getBinary(found.segment(), JSON);
    for (int number : found.numbers()) {
      if (starts.advanceExact(number)
          && depths.advanceExact(number)
          && weights.advanceExact(number)
          && texts.advanceExact(number)) {
        Bucket bucket = new Bucket((int) starts.longValue(), (int) depths.longValue());
        Reduced reduced = Reduced.of(BytesRef.deepCopyOf(texts.binaryValue()).bytes);
        parts.add(new Part(bucket, (int) weights.longValue(), reduced));
      }
    }
  }
}
