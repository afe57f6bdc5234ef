// SPDX-License-Identifier: Apache-2.0
package porthole.testing.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndexContentsTest {
  @TempDir Path root;

  private static Document document(String id, IndexableField... fields) {
    Document document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    List.of(fields).forEach(document::add);
    return document;
  }

  private static Document usual(String id) {
    return document(
        id,
        new TextField("text", "one two " + id, Field.Store.YES),
        new LongPoint("number", id.length()),
        new NumericDocValuesField("order", 7),
        new SortedSetDocValuesField("set", new BytesRef(id)));
  }

  private Path index(String name, Document... documents) throws IOException {
    Path directory = root.resolve(name);
    try (FSDirectory files = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(files, new IndexWriterConfig())) {
      for (Document document : documents) {
        writer.updateDocument(new Term("id", document.get("id")), document);
        writer.flush();
      }
    }
    return directory;
  }

  private List<String> differences(Path one, Path other) throws IOException {
    return IndexContents.of(one).differences(IndexContents.of(other));
  }

  @Test
  void doNotDependOnHowTheIndexCameToBe() throws IOException {
    Path one =
        index("one", document("a"), usual("b"), document("c"), usual("a"), usual("c"), usual("b"));
    Path other = index("other", usual("c"), usual("b"), usual("a"));
    assertThat(differences(one, other)).isEmpty();
    assertThat(IndexContents.of(one).size()).isEqualTo(3);
  }

  static List<Document> changed() {
    return List.of(
        document("x", new TextField("text", "two one", Field.Store.NO)),
        document("x", new TextField("text", "one two two", Field.Store.NO)),
        document("x", new StringField("other", "y", Field.Store.NO)),
        document("x", new LongPoint("number", 8)),
        document("x", new NumericDocValuesField("order", 8)),
        document("x", new SortedSetDocValuesField("set", new BytesRef("y"))),
        document("x", new StoredField("stored", "y")),
        document("y"));
  }

  @ParameterizedTest
  @MethodSource("changed")
  void showEveryDifference(Document changed) throws IOException {
    Path one = index("one", usual("a"), document("x"));
    Path other = index("other", usual("a"), changed);
    assertThat(differences(one, other))
        .hasSize(4)
        .anyMatch(line -> line.contains("term id = 'x' at"));
    assertThat(differences(one, index("less", usual("a")))).hasSize(2);
  }
}
