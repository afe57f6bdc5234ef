// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.index.Entries;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.search.StopSignal.SearchTime;
import porthole.indexing.internal.value.Terms;

/** Entries as an index holds them: the terms of each field, as JSON objects. For one thread. */
final class ShownEntries {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private static final int TERMS_BETWEEN_LOOKS = 64;

  private final Entries entries;
  private final StopSignal stop;

  ShownEntries(Entries entries, StopSignal stop) {
    this.entries = entries;
    this.stop = stop;
  }

  /** An entry of a segment, and what has been found of it. */
  private record Shown(int place, Map<String, List<@Nullable String>> fields) {
    void add(String field, BytesRef term) {
      fields.computeIfAbsent(field, unused -> new ArrayList<>()).add(Terms.text(term));
    }

    byte[] json() {
      Map<String, @Nullable Object> values = new TreeMap<>();
      fields.forEach((name, terms) -> values.put(name, terms.size() == 1 ? terms.get(0) : terms));
      return JSON.toJson(values).getBytes(UTF_8);
    }
  }

  /** The entries of hits, in their order. */
  List<byte @Nullable []> of(ScoreDoc[] hits) {
    List<LeafReaderContext> segments = entries.searcher().getIndexReader().leaves();
    List<String> ids = entries.ids(hits);
    Shown[] shown = new Shown[hits.length];
    Map<Integer, List<Shown>> bySegment = new TreeMap<>();
    for (int i = 0; i < hits.length; i++) {
      int segment = ReaderUtil.subIndex(hits[i].doc, segments);
      shown[i] = new Shown(hits[i].doc - segments.get(segment).docBase, new TreeMap<>());
      if (!ids.get(i).isEmpty()) {
        shown[i].add(Operands.ID, new BytesRef(ids.get(i)));
      }
      bySegment.computeIfAbsent(segment, unused -> new ArrayList<>()).add(shown[i]);
    }
    SearchTime time = stop.begin();
    try {
      for (Map.Entry<Integer, List<Shown>> some : bySegment.entrySet()) {
        some.getValue().sort(Comparator.comparingInt(Shown::place));
        read(segments.get(some.getKey()).reader(), some.getValue(), time);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.stream(shown).map(Shown::json).toList();
  }

  private static void read(LeafReader segment, List<Shown> forwards, SearchTime time)
      throws IOException {
    for (FieldInfo field : segment.getFieldInfos()) {
      if (field.getIndexOptions().compareTo(IndexOptions.DOCS) > 0) {
        readWords(segment, field.name, forwards, time);
      } else if (field.getDocValuesType() == DocValuesType.SORTED_SET) {
        readColumn(segment.getSortedSetDocValues(field.name), field.name, forwards);
      }
    }
  }

  private static void readColumn(
      @Nullable SortedSetDocValues column, String field, List<Shown> forwards) throws IOException {
    for (Shown entry : forwards) {
      if (column != null && column.advanceExact(entry.place)) {
        for (int i = 0; i < column.docValueCount(); i++) {
          entry.add(field, column.lookupOrd(column.nextOrd()));
        }
      }
    }
  }

  /** An index knows the entries of a word, not the words of an entry: so all words are tried. */
  private static void readWords(
      LeafReader segment, String field, List<Shown> forwards, SearchTime time) throws IOException {
    org.apache.lucene.index.Terms terms = segment.terms(field);
    if (terms == null) {
      return;
    }
    TermsEnum words = terms.iterator();
    PostingsEnum places = null;
    int count = 0;
    for (BytesRef word = words.next(); word != null; word = words.next()) {
      if (++count % TERMS_BETWEEN_LOOKS == 0) {
        time.check();
      }
      places = words.postings(places, PostingsEnum.NONE);
      for (Shown entry : forwards) {
        boolean behind = places.docID() < entry.place;
        if ((behind ? places.advance(entry.place) : places.docID()) == entry.place) {
          entry.add(field, word);
        }
      }
    }
  }
}
