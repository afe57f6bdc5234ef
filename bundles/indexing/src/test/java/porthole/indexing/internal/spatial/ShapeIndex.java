// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.ByteBuffersDirectory;
import porthole.indexing.api.SpatialOptions;

/** Documents with shapes in an index in memory. */
final class ShapeIndex {
  private static final String FIELD = "where";

  private final Space space;
  private final IndexSearcher searcher;

  /** Of documents that have several shapes each; none: no place. */
  ShapeIndex(SpatialOptions options, List<List<Geometry>> documents) {
    space = Space.of(options);
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try {
      try (IndexWriter writer =
          new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
        for (List<Geometry> shapes : documents) {
          Document document = new Document();
          shapes.forEach(shape -> space.write(document, FIELD, shape));
          writer.addDocument(document);
        }
      }
      searcher = new IndexSearcher(DirectoryReader.open(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ShapeIndex ofTexts(SpatialOptions options, String... shapes) {
    return new ShapeIndex(
        options, List.of(shapes).stream().map(text -> List.of(ShapeParser.parse(text))).toList());
  }

  /** The places in the list of the documents that are found, in order. */
  List<Integer> find(Relation relation, String shape) {
    return find(space.find(FIELD, relation, ShapeParser.parse(shape)), Sort.INDEXORDER);
  }

  List<Integer> find(Relation relation, Geometry shape) {
    return find(space.find(FIELD, relation, shape), Sort.INDEXORDER);
  }

  List<Integer> sorted(Geometry.Point from, double step, boolean descending) {
    return find(new MatchAllDocsQuery(), new Sort(space.byDistance(FIELD, from, step, descending)));
  }

  private List<Integer> find(Query query, Sort sort) {
    try {
      List<Integer> found = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(query, 10_000, sort).scoreDocs) {
        found.add(hit.doc);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
