// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.value.Json;
import porthole.indexing.internal.value.Paths;

/** Documents in an index in memory, each of whose fields is found in every way. */
public final class SmallIndex implements IndexFields {
  private final StandardAnalyzer analyzer = new StandardAnalyzer();
  private final IndexSearcher searcher;
  private final List<DocumentFields> all = new ArrayList<>();

  /** Of objects in JSON, whose ids are their places in the list. */
  public SmallIndex(List<String> fields, List<String> documents) {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (int i = 0; i < documents.size(); i++) {
        Map<String, @Nullable Object> body = Json.object(documents.get(i).getBytes(UTF_8));
        writer.addDocument(document(i, fields, body));
        all.add(new DocumentFields("docs/" + i, body));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      searcher = new IndexSearcher(DirectoryReader.open(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Document document(int id, List<String> fields, Map<String, @Nullable Object> body) {
    Document document = new Document();
    document.add(new StoredField("place", id));
    document.add(new StringField(Operands.ID, "docs/" + id, Field.Store.NO));
    document.add(new BinaryDocValuesField(Operands.ID_COLUMN, new BytesRef("docs/" + id)));
    for (String field : fields) {
      Paths.each(
          body,
          List.of(field.split("\\.")),
          value -> {
            FieldWriter.write(document, plain(field), value);
            FieldWriter.write(document, exact(field), value);
            FieldWriter.write(document, words(field), value);
          });
    }
    return document;
  }

  @Override
  public FieldPlan plain(String name) {
    return new FieldPlan(name, Analysis.FOLDED, analyzer);
  }

  @Override
  public FieldPlan exact(String name) {
    return new FieldPlan("exact(" + name + ")", Analysis.EXACT, analyzer);
  }

  @Override
  public FieldPlan words(String name) {
    return new FieldPlan("search(" + name + ")", Analysis.FULL_TEXT, analyzer);
  }

  /** Reads it. */
  public IndexReader reader() {
    return searcher.getIndexReader();
  }

  /** The places of those for which a condition holds, in order. */
  List<Integer> find(String condition, Map<String, @Nullable Object> parameters) {
    RqlQuery query = RqlParser.parse("from C where " + condition);
    List<Integer> found = new ArrayList<>(places(query, parameters));
    found.sort(null);
    return found;
  }

  /** The places of those that a filter lets through, in order. */
  List<Integer> filter(String condition, Map<String, @Nullable Object> parameters) {
    RqlQuery query = RqlParser.parse("from C filter " + condition);
    DocumentConditions.Condition filter =
        new DocumentConditions(new Operands(null, parameters)).compile(query.filter());
    return IntStream.range(0, all.size())
        .filter(place -> filter.holds(all.get(place)))
        .boxed()
        .toList();
  }

  /** The places of all, in an order. */
  List<Integer> sorted(String order) {
    return places(RqlParser.parse("from C where true order by " + order), Map.of());
  }

  private List<Integer> places(RqlQuery query, Map<String, @Nullable Object> parameters) {
    Operands operands = new Operands(null, parameters);
    Query where = new Conditions(this, operands).translate(query.where());
    Sort order = new Orders(this, operands, new Random(1)).translate(query.orderBy());
    try {
      List<Integer> places = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(where, 10_000, order).scoreDocs) {
        places.add(
            searcher.storedFields().document(hit.doc).getField("place").numericValue().intValue());
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
