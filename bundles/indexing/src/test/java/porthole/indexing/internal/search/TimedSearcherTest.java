// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import porthole.indexing.api.IndexingException;

class TimedSearcherTest {
  private static final int DOCUMENTS = 50_000;

  private static DirectoryReader reader;

  @BeforeAll
  static void index() throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        Document document = new Document();
        document.add(new StringField("term", "term" + i, Field.Store.NO));
        document.add(new LongPoint("number", (i * 7919L) % DOCUMENTS));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
  }

  @AfterAll
  static void close() throws IOException {
    reader.close();
  }

  static Stream<Query> queries() {
    return Stream.of(
        new MatchAllDocsQuery(),
        new WildcardQuery(new Term("term", "*3*")),
        new PrefixQuery(new Term("term", "term")),
        new FuzzyQuery(new Term("term", "term12345"), 2),
        LongPoint.newRangeQuery("number", 100, DOCUMENTS - 100),
        oneOfARange(),
        new RegexQuery("term", "term.*9"));
  }

  /** The range's points are gone through first, though there is one document in the end. */
  private static Query oneOfARange() {
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term("term", "term20")), Occur.MUST)
        .add(LongPoint.newRangeQuery("number", 100, DOCUMENTS / 2), Occur.MUST)
        .build();
  }

  private static TopDocs search(Query query, StopSignal stop) {
    return Searches.run(reader, query, stop, searcher -> search(searcher, query));
  }

  private static TopDocs search(IndexSearcher searcher, Query query) throws IOException {
    return searcher.search(query, 100, new Sort(SortField.FIELD_SCORE, SortField.FIELD_DOC));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void findsTheSameAsLuceneItself(Query query) throws IOException {
    TopDocs expected = search(new IndexSearcher(reader), query);
    TopDocs found = search(query, new StopSignal(() -> 0, Duration.ofNanos(1)));
    assertThat(found.totalHits.value).isPositive().isEqualTo(expected.totalHits.value);
    assertThat(Stream.of(found.scoreDocs).map(hit -> hit.doc))
        .containsExactlyElementsOf(Stream.of(expected.scoreDocs).map(hit -> hit.doc).toList());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void endsInTheMiddleWhenItIsToldTo(Query query) {
    AtomicLong looks = new AtomicLong();
    search(query, new StopSignal(looks::incrementAndGet, Duration.ofMillis(1)));
    long all = looks.get();
    assertThat(all).as("how often it looks").isGreaterThan(5);
    StopSignal hasty = new StopSignal(new AtomicLong()::incrementAndGet, Duration.ofNanos(all / 2));
    assertThatThrownBy(() -> search(query, hasty)).isInstanceOf(IndexingException.Stopped.class);
  }
}
