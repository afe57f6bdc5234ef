// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexingException;

class SearchesTest {
  private static final int TERMS = 1_000;
  private static final Query PATTERN = new WildcardQuery(new Term("word", "*77"));

  private final AtomicLong ticks = new AtomicLong();
  private DirectoryReader reader;

  @BeforeEach
  void index() throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      for (int i = 0; i < TERMS; i++) {
        Document document = new Document();
        document.add(new StringField("word", "w" + i, Field.Store.NO));
        writer.addDocument(document);
      }
    }
    reader = DirectoryReader.open(directory);
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
  }

  private int count(Query query, StopSignal stop) {
    return Searches.run(reader, query, stop, searcher -> searcher.count(query));
  }

  @Test
  void findsAllThatIsThereInTime() {
    StopSignal stop = new StopSignal(() -> 0, Duration.ofMillis(1));
    assertThat(count(PATTERN, stop)).isEqualTo(TERMS / 100);
  }

  @Test
  void endsInTheMiddleOfTheTermsThatAPatternGoesThrough() {
    StopSignal stop = new StopSignal(ticks::incrementAndGet, Duration.ofNanos(10));
    assertThatThrownBy(() -> count(PATTERN, stop))
        .isInstanceOf(IndexingException.Stopped.class)
        .hasMessageContaining("a search may take 0 ms");
    assertThat(ticks.get()).isLessThan(15);
  }

  @Test
  void endsInTheMiddleOfDocuments() {
    StopSignal stop = new StopSignal(ticks::incrementAndGet, Duration.ofNanos(2));
    Query all = new MatchAllDocsQuery();
    assertThatThrownBy(
            () -> Searches.run(reader, all, stop, searcher -> searcher.search(all, TERMS)))
        .isInstanceOf(IndexingException.Stopped.class);
  }

  @Test
  void whatIsStoppedBeforehandDoesNotBegin() {
    StopSignal stop = new StopSignal(() -> 0, Duration.ofMillis(1));
    stop.stop("an operator wants so");
    assertThatThrownBy(() -> count(PATTERN, stop))
        .isInstanceOf(IndexingException.Stopped.class)
        .hasMessage("The query was stopped: an operator wants so");
  }
}
