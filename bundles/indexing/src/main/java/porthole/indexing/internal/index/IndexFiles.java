// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.EntryReader;
import porthole.indexing.internal.entry.EntryStore;
import porthole.indexing.internal.field.StoredValues;
import porthole.indexing.internal.search.Operands;
import porthole.storage.api.Folding;

/**
 * One Lucene index in a directory: the entries of documents, and up to which change they are true.
 *
 * <p>One thread at a time changes it; any number search. What has been changed is found after
 * {@link #refresh}, and survives a crash after {@link #commit}: after a crash the etag is that of
 * the last commit, and whoever indexes goes on from there. Entries are replaced by document id, so
 * to index a change twice does no harm.
 */
public final class IndexFiles implements EntryStore, AutoCloseable {

  /** The column of the ids, as they are written. */
  static final String ID_COLUMN = Operands.ID_COLUMN;

  /** The stored field that has the values an entry keeps: a JSON object in UTF-8. */
  public static final String STORED = StoredValues.FIELD;

  private static final String ETAG = "porthole.etag";
  private static final String DEFINITION = "porthole.definition";

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final String definition;
  private long entriesWritten;
  private volatile long etag;
  private @Nullable DirectoryReader written;

  private IndexFiles(Directory directory, IndexWriter writer, String definition)
      throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.definition = definition;
    etag = committedEtag(writer).orElse(0L);
    searchers = new SearcherManager(EntryReader.of(DirectoryReader.open(writer)), null);
  }

  /**
   * Opens an index, makes it if it is not there, and begins it anew if it was made for another
   * definition.
   *
   * @param definition a digest of what decides on its entries
   * @throws IOException if it cannot be read; deleted, it would be made anew
   */
  public static IndexFiles open(Path path, Analyzer analyzer, String definition)
      throws IOException {
    Directory directory = new MMapDirectory(path);
    try {
      boolean same = isOf(directory, definition);
      IndexWriterConfig config = new IndexWriterConfig(analyzer);
      config.setOpenMode(
          same ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
      config.setCommitOnClose(false);
      return new IndexFiles(directory, new IndexWriter(directory, config), definition);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static boolean isOf(Directory directory, String definition) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return false;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return definition.equals(reader.getIndexCommit().getUserData().get(DEFINITION));
    }
  }

  private static Optional<Long> committedEtag(IndexWriter writer) {
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      for (Map.Entry<String, String> entry : data) {
        if (entry.getKey().equals(ETAG)) {
          return Optional.of(Long.valueOf(entry.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  /** Up to which change searches see it. */
  long etag() {
    return etag;
  }

  @Override
  public void replace(String documentId, List<Document> entries) throws IOException {
    String folded = Folding.fold(documentId);
    for (Document entry : entries) {
      entry.add(new StringField(Operands.ID, folded, Field.Store.NO));
      entry.add(new BinaryDocValuesField(ID_COLUMN, new BytesRef(documentId)));
    }
    replace(new Term(Operands.ID, folded), entries);
  }

  @Override
  public void replace(Term term, List<Document> by) throws IOException {
    if (by.isEmpty()) {
      writer.deleteDocuments(term);
    } else {
      writer.updateDocuments(term, by);
      entriesWritten += by.size();
    }
  }

  /** How many entries have been written since it was opened. */
  long entriesWritten() {
    return entriesWritten;
  }

  @Override
  public IndexReader written() throws IOException {
    DirectoryReader old = written;
    DirectoryReader now =
        old == null ? DirectoryReader.open(writer) : DirectoryReader.openIfChanged(old, writer);
    if (now == null) {
      now = Objects.requireNonNull(old);
    } else {
      written = now;
      IOUtils.close(old);
    }
    now.incRef();
    return now;
  }

  /** Lets searches see what has been changed, which is all up to that change. */
  void refresh(long upTo) throws IOException {
    searchers.maybeRefreshBlocking();
    etag = upTo;
  }

  /** How much of the disk they take. */
  long sizeBytes() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += directory.fileLength(file);
    }
    return bytes;
  }

  /**
   * Has the smallest segments be merged, by other threads, until there are no more than that; says
   * whether there are more now.
   */
  boolean merge(int segments) throws IOException {
    int now = segments();
    if (now > segments) {
      writer.forceMerge(segments, false);
    }
    return now > segments;
  }

  /** How many segments a search looks into. */
  int segments() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return searcher.getIndexReader().leaves().size();
    } finally {
      searchers.release(searcher);
    }
  }

  /** Whether segments are being merged. */
  boolean isMerging() {
    return writer.hasPendingMerges() || !writer.getMergingSegments().isEmpty();
  }

  /** Lets searches use merged segments; all that has been changed has to be seen already. */
  void reopen() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Makes what searches see survive a crash. */
  void commit() throws IOException {
    writer.setLiveCommitData(Map.of(ETAG, Long.toString(etag), DEFINITION, definition).entrySet());
    writer.commit();
  }

  /** The entries that searches see now. */
  Entries entries() {
    try {
      return new Entries(searchers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives up what has not been committed. */
  @Override
  public void close() throws IOException {
    IOUtils.close(written, searchers, writer, directory);
  }
}
