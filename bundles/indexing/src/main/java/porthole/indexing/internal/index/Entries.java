// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.EntryStore;
import porthole.indexing.internal.search.Operands;

/**
 * The entries of an index as they are at one instant. They stay so until this is closed, even where
 * the index has been closed before.
 */
public final class Entries implements AutoCloseable {
  private static final Set<String> STORED = Set.of(IndexFiles.STORED);

  private final SearcherManager searchers;
  private final IndexSearcher searcher;
  private boolean closed;

  Entries(SearcherManager searchers) throws IOException {
    this.searchers = searchers;
    searcher = searchers.acquire();
  }

  /** Finds them; not to be kept. */
  public IndexSearcher searcher() {
    return searcher;
  }

  /** The ids of documents as they are written, in the order of hits. */
  public List<String> ids(ScoreDoc[] hits) {
    return Stream.of(column(hits, IndexFiles.ID_COLUMN))
        .map(id -> id == null ? "" : new BytesRef(id).utf8ToString())
        .toList();
  }

  /**
   * The results that hits are, in their order, as JSON objects; null for one that is a document's
   * entry.
   */
  public List<byte @Nullable []> results(ScoreDoc[] hits) {
    return Arrays.asList(column(hits, EntryStore.RESULT));
  }

  /** The values that entries keep, in the order of hits: JSON objects; null where one has none. */
  public List<byte @Nullable []> stored(ScoreDoc[] hits) {
    byte[][] values = new byte[hits.length][];
    try {
      StoredFields fields = searcher.storedFields();
      for (int i = 0; i < hits.length; i++) {
        BytesRef value = fields.document(hits[i].doc, STORED).getBinaryValue(IndexFiles.STORED);
        values[i] = value == null ? null : BytesRef.deepCopyOf(value).bytes;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.asList(values);
  }

  /** Whether several of them may be of one document. */
  public boolean mayShareDocuments() {
    try {
      for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
        Terms ids = segment.reader().terms(Operands.ID);
        // Those of one document are written together, so they are in one segment.
        if (ids != null && ids.getSumDocFreq() > ids.size()) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte @Nullable [][] column(ScoreDoc[] hits, String name) {
    byte[][] values = new byte[hits.length][];
    Integer[] byPlace = new Integer[hits.length];
    Arrays.setAll(byPlace, i -> i);
    // A column can only be read forwards.
    Arrays.sort(byPlace, Comparator.comparingInt(i -> hits[i].doc));
    try {
      read(hits, byPlace, name, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private void read(ScoreDoc[] hits, Integer[] byPlace, String name, byte[][] values)
      throws IOException {
    List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
    int segment = -1;
    BinaryDocValues column = DocValues.emptyBinary();
    for (int i : byPlace) {
      int itsSegment = ReaderUtil.subIndex(hits[i].doc, segments);
      if (itsSegment != segment) {
        segment = itsSegment;
        column = DocValues.getBinary(segments.get(segment).reader(), name);
      }
      if (column.advanceExact(hits[i].doc - segments.get(segment).docBase)) {
        values[i] = BytesRef.deepCopyOf(column.binaryValue()).bytes;
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        searchers.release(searcher);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
