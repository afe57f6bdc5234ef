// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.Found;
import porthole.indexing.internal.entry.Hidden;
import porthole.indexing.internal.value.Json;

/** What maps made of documents, as it lies in Lucene. */
final class Outputs {
  // The document's folded id, also as a column, and which of its outputs it is.
  private static final String OF = "output().of";
  private static final String NUMBER = "output().number";
  // The group's key and the place in it, also as a column.
  private static final String MEMBER = "output().member";
  private static final String JSON = "output()";

  private static final int BYTES_PER_WEIGHT = 1_024;

  private Outputs() {}

  /** An output, and by what outputs are ordered: so results do not depend on what came when. */
  private record Output(String of, long number, Map<String, @Nullable Object> entry) {}

  /** What is read of a part of a group. */
  record Read(List<Map<String, @Nullable Object>> entries, int weight) {}

  /** By what the outputs of a document are found. */
  static Term of(String foldedId) {
    return new Term(OF, foldedId);
  }

  static Document document(
      String foldedId, int number, BytesRef member, Map<String, @Nullable Object> entry) {
    Document document = Hidden.OUTPUT.document();
    document.add(new StringField(OF, foldedId, Field.Store.NO));
    document.add(new BinaryDocValuesField(OF, new BytesRef(foldedId)));
    document.add(new NumericDocValuesField(NUMBER, number));
    document.add(new StringField(MEMBER, member, Field.Store.NO));
    document.add(new BinaryDocValuesField(MEMBER, member));
    document.add(new BinaryDocValuesField(JSON, new BytesRef(PlainJson.bytes(entry))));
    return document;
  }

  /** Gives what a document's outputs are members of; valid until the next. */
  static void members(IndexReader reader, String foldedId, Consumer<BytesRef> to)
      throws IOException {
    for (Found found : Found.by(reader, of(foldedId))) {
      BinaryDocValues members = DocValues.getBinary(found.segment(), MEMBER);
      for (int number : found.numbers()) {
        if (members.advanceExact(number)) {
          to.accept(members.binaryValue());
        }
      }
    }
  }

  /** Reads those of a group that are in a bucket; null: they weigh more than that. */
  static @Nullable Read read(IndexReader reader, GroupKey key, Bucket bucket, int heaviest)
      throws IOException {
    boolean bounded = bucket.depth() < Bucket.DEEPEST;
    int most = bounded ? heaviest : Integer.MAX_VALUE;
    List<Found> all = new ArrayList<>();
    int count = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      Found found = find(leaf.reader(), key, bucket, most - count);
      count += found.count();
      if (count > most) {
        return null;
      }
      all.add(found);
    }
    List<Output> outputs = new ArrayList<>();
    int weight = 0;
    for (Found found : all) {
      weight += read(found, outputs, most - weight);
      if (weight > most) {
        return null;
      }
    }
    outputs.sort(Comparator.comparing(Output::of).thenComparing(Output::number));
    return new Read(outputs.stream().map(Output::entry).collect(Collectors.toList()), weight);
  }

  private static Found find(LeafReader segment, GroupKey key, Bucket bucket, int most)
      throws IOException {
    Found found = new Found(segment);
    Terms terms = segment.terms(MEMBER);
    TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
    BytesRef end = key.member(bucket.end());
    boolean more = each.seekCeil(key.member(bucket.start())) != TermsEnum.SeekStatus.END;
    PostingsEnum postings = null;
    while (more && each.term().compareTo(end) <= 0 && found.count() <= most) {
      postings = each.postings(postings, PostingsEnum.NONE);
      found.add(postings, most);
      more = each.next() != null;
    }
    return found;
  }

  private static int read(Found found, List<Output> outputs, int heaviest) throws IOException {
    BinaryDocValues ofs = DocValues.getBinary(found.segment(), OF);
    NumericDocValues numbers = DocValues.getNumeric(found.segment(), NUMBER);
    BinaryDocValues texts = DocValues.getBinary(found.segment(), JSON);
    int weight = 0;
    for (int number : found.numbers()) {
      if (weight <= heaviest
          && ofs.advanceExact(number)
          && numbers.advanceExact(number)
          && texts.advanceExact(number)) {
        BytesRef text = texts.binaryValue();
        weight += 1 + text.length / BYTES_PER_WEIGHT;
        Map<String, @Nullable Object> entry = Json.object(BytesRef.deepCopyOf(text).bytes);
        outputs.add(new Output(ofs.binaryValue().utf8ToString(), numbers.longValue(), entry));
      }
    }
    return weight;
  }
}
