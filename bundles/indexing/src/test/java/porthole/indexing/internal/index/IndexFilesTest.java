// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFilesTest {
  @TempDir Path directory;

  private IndexFiles open(String definition) throws IOException {
    return IndexFiles.open(directory, new StandardAnalyzer(), definition);
  }

  private static Document entry(String value) {
    Document entry = new Document();
    entry.add(new StringField("value", value, Field.Store.NO));
    return entry;
  }

  private static int entries(IndexFiles index) {
    return Counting.count(index.entries(), new MatchAllDocsQuery());
  }

  private static int count(IndexFiles index, String value) {
    return Counting.count(index.entries(), new TermQuery(new Term("value", value)));
  }

  @Test
  void showsChangesOnceRefreshed() throws IOException {
    try (IndexFiles index = open("a")) {
      index.replace("docs/1", List.of(entry("x"), entry("y")));
      assertThat(entries(index)).isZero();
      index.refresh(7);
      assertThat(index.etag()).isEqualTo(7);
      assertThat(count(index, "x")).isOne();
      assertThat(count(index, "y")).isOne();
    }
  }

  @Test
  void replacesAllEntriesOfADocumentWhateverTheCaseOfItsId() throws IOException {
    try (IndexFiles index = open("a")) {
      index.replace("docs/1", List.of(entry("x"), entry("y")));
      index.replace("docs/2", List.of(entry("x")));
      index.replace("DOCS/1", List.of(entry("z")));
      index.refresh(3);
      assertThat(entries(index)).isEqualTo(2);
      index.replace("Docs/1", List.of());
      index.refresh(4);
      assertThat(entries(index)).isEqualTo(1);
      assertThat(count(index, "x")).isOne();
    }
  }

  @Test
  void goesOnFromTheLastCommit() throws IOException {
    try (IndexFiles index = open("a")) {
      index.replace("docs/1", List.of(entry("x")));
      index.refresh(1);
      index.commit();
      index.replace("docs/2", List.of(entry("x")));
      index.refresh(2);
    }
    try (IndexFiles index = open("a")) {
      assertThat(index.etag()).isEqualTo(1);
      assertThat(count(index, "x")).isOne();
    }
  }

  @Test
  void commitsNoMoreThanSearchesSee() throws IOException {
    try (IndexFiles index = open("a")) {
      index.replace("docs/1", List.of(entry("x")));
      index.refresh(1);
      index.replace("docs/2", List.of(entry("x")));
      index.commit();
    }
    try (IndexFiles index = open("a")) {
      assertThat(index.etag()).isEqualTo(1);
    }
  }

  @Test
  void beginsAnewForAnotherDefinition() throws IOException {
    try (IndexFiles index = open("a")) {
      index.replace("docs/1", List.of(entry("x")));
      index.refresh(1);
      index.commit();
    }
    try (IndexFiles index = open("b")) {
      assertThat(index.etag()).isZero();
      assertThat(entries(index)).isZero();
    }
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    try (IndexFiles index = open("a")) {
      index.replace("docs/1", List.of(entry("x")));
      index.refresh(1);
      index.commit();
    }
    try (Stream<Path> files = Files.list(directory)) {
      Path segments =
          files
              .filter(file -> file.getFileName().toString().startsWith("segments"))
              .findFirst()
              .orElseThrow();
      Files.write(segments, new byte[] {1, 2, 3});
    }
    assertThatThrownBy(() -> open("a")).isInstanceOf(IOException.class);
  }
}
