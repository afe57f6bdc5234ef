// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;
import porthole.benchmarks.harness.Clock;

/**
 * A Lucene index with the fields and columns that Porthole's automatic indexes have. Thread-safe.
 */
final class RawIndex implements AutoCloseable {
  static final String ID = "id()";
  static final String SOURCE = "source";
  static final String PLACE = "place";

  private static final int QUIET_SEGMENTS = 3;
  private static final long REFRESH_NANOS = 200_000_000;
  private static final long COMMIT_NANOS = 3_000_000_000L;

  private record Source(List<String> names, String field, boolean words) {}

  private final List<Source> sources = new ArrayList<>();
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final ReentrantLock keepingUp = new ReentrantLock();

  // Guarded by keepingUp.
  private long refreshed = Clock.nanos();
  private long committed = refreshed;

  /** Makes a new one, of those fields. */
  RawIndex(Path path, List<DataSet.Field> fields) throws IOException {
    for (DataSet.Field field : fields) {
      String name = field.words() ? "search(" + field.path() + ")" : field.path();
      sources.add(new Source(field.names(), name, field.words()));
    }
    directory = new MMapDirectory(path);
    IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    writer = new IndexWriter(directory, config);
    searchers = new SearcherManager(writer, null);
  }

  SearcherManager searchers() {
    return searchers;
  }

  private static void addPlace(Document document, Map<String, @Nullable Object> values) {
    if (values.get("Location") instanceof Map<?, ?> place
        && place.get("Latitude") instanceof Number latitude
        && place.get("Longitude") instanceof Number longitude) {
      document.add(new LatLonPoint(PLACE, latitude.doubleValue(), longitude.doubleValue()));
    }
  }

  /**
   * Replaces a document.
   *
   * @param stored what searches show of it, with its place; null: nothing
   */
  void put(String id, Map<String, @Nullable Object> values, byte @Nullable [] stored)
      throws IOException {
    Document document = new Document();
    for (Source source : sources) {
      Values.each(values, source.names, value -> add(document, source, value));
    }
    String folded = fold(id);
    document.add(new StringField(ID, folded, Store.NO));
    document.add(new BinaryDocValuesField("@id", new BytesRef(id)));
    if (stored != null) {
      document.add(new StoredField(SOURCE, stored));
      addPlace(document, values);
    }
    writer.updateDocument(new Term(ID, folded), document);
  }

  private static void add(Document document, Source source, @Nullable Object value) {
    if (source.words) {
      document.add(new TextField(source.field, String.valueOf(value), Store.NO));
      return;
    }
    BytesRef term = new BytesRef(value == null ? "" : fold(value.toString()));
    document.add(new StringField(source.field, term, Store.NO));
    document.add(new SortedSetDocValuesField(source.field, term));
    if (value instanceof Number number) {
      addNumber(document, source.field, number);
    }
  }

  private static void addNumber(Document document, String field, Number number) {
    if (number instanceof Long whole) {
      document.add(new LongPoint(field + "#wholes", whole));
    } else {
      document.add(new DoublePoint(field + "#fractions", number.doubleValue()));
    }
    document.add(new SortedNumericDocValuesField(field + "#longs", number.longValue()));
    long sortable = NumericUtils.doubleToSortableLong(number.doubleValue());
    document.add(new SortedNumericDocValuesField(field + "#doubles", sortable));
  }

  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Lets searches see what was put. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Merges segments as Porthole does once an index is quiet, and lets searches see it. */
  void compact() throws IOException {
    writer.forceMerge(QUIET_SEGMENTS);
    refresh();
  }

  /** Refreshes and commits where an index of Porthole that is busy would have done so. */
  void keepUp() throws IOException {
    if (!keepingUp.tryLock()) {
      return;
    }
    try {
      long now = Clock.nanos();
      if (now - refreshed >= REFRESH_NANOS) {
        refresh();
        if (now - committed >= COMMIT_NANOS) {
          writer.commit();
          committed = now;
        }
        refreshed = Clock.nanos();
      }
    } finally {
      keepingUp.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
  }
}
