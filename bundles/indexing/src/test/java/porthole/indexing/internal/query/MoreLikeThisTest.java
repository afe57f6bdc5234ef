// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexFieldOptions.Indexing;
import porthole.indexing.api.IndexFieldOptions.TermVector;
import porthole.indexing.api.IndexingException;

class MoreLikeThisTest {
  private static final String LIKE = "from index 'Texts' where moreLikeThis(";

  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void texts(boolean stored, TermVector vectors, String... bodies) {
    IndexFieldOptions body = new IndexFieldOptions();
    body.indexing = Indexing.SEARCH;
    body.stored = stored;
    body.termVector = vectors;
    database.define("Texts", Map.of("body", body), "Texts: body, kind");
    for (int i = 0; i < bodies.length; i++) {
      database.put(
          "Texts", "texts/" + i, "{\"body\": \"" + bodies[i] + "\", \"kind\": " + i % 2 + "}");
    }
  }

  private void sevenTests() {
    texts(
        false,
        TermVector.YES,
        "This is a test. Is it not great? I hope I pass my test!",
        "I have a test tomorrow. I hate having a test",
        "Cake is great.",
        "This document has the word test only once",
        "test",
        "test",
        "test");
  }

  private static Map<String, @Nullable Object> options(String json) {
    return Map.of("o", QueriedDatabase.json(json));
  }

  @ParameterizedTest
  @CsvSource({"true, NO", "false, YES", "true, YES", "false, WITH_POSITIONS_AND_OFFSETS"})
  void findsWhatHasTheSameTellingWords(boolean stored, TermVector vectors) {
    texts(stored, vectors, "ape bee ape bee", "bee cow", "ape cow", "cow dog dog", "ape bee");
    assertThat(
            database.ids(
                LIKE + "id() = 'texts/0', $o)",
                options("{'Fields': ['body'], 'MinimumDocumentFrequency': 2}")))
        .containsExactly("texts/4", "texts/1", "texts/2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                              | 5",
        "{'minimumDocumentFrequency': 7}                                 | 0",
        "{'MaximumDocumentFrequency': 5}                                 | 0",
        "{'MaximumDocumentFrequencyPercentage': 50}                      | 0",
        "{'MinimumTermFrequency': 3}                                     | 0",
        "{'MinimumWordLength': 5}                                        | 0",
        "{'MaximumWordLength': 3}                                        | 0",
        "{'MinimumDocumentFrequency': 1, 'MinimumTermFrequency': 1}      | 6",
        "{'MinimumDocumentFrequency': 1, 'MinimumTermFrequency': 1, 'MaximumQueryTerms': 1} | 1",
      })
  void optionsSayWhichWordsTell(String options, int found) {
    sevenTests();
    assertThat(database.ids(LIKE + "id() = 'texts/0', $o)", options(options))).hasSize(found);
  }

  @Test
  void countsAWordAlikeInEveryField() {
    IndexFieldOptions words = new IndexFieldOptions();
    words.indexing = Indexing.SEARCH;
    words.stored = true;
    database.define("Texts", Map.of("title", words, "body", words), "Texts: title, body");
    String[] texts = {
      "duck", "cake", "duck", "cake with much of it", "duck", "all else", "we two", "cake"
    };
    for (int i = 0; i < texts.length; i += 2) {
      String json = "{\"title\": \"" + texts[i] + "\", \"body\": \"" + texts[i + 1] + "\"}";
      database.put("Texts", "texts/" + i / 2, json);
    }
    String options = "{'MinimumDocumentFrequency': 1, 'MinimumTermFrequency': 1}";
    assertThat(database.ids(LIKE + "id() = 'texts/0', $o)", options(options)))
        .containsExactly("texts/1", "texts/2", "texts/3");
  }

  @Test
  void stopWordsComeFromADocument() {
    texts(true, TermVector.NO, "ape ape bee bee", "ape", "bee");
    database.put("Stops", "stops/1", "{\"StopWords\": [\"Ape\"]}");
    String options =
        "{'MinimumDocumentFrequency': 1, 'Fields': ['body'], 'StopWordsDocumentId': 'stops/%s'}";
    assertThat(database.ids(LIKE + "id() = 'texts/0', $o)", options(options.formatted(1))))
        .containsExactly("texts/2");
    assertThatThrownBy(
            () -> database.ids(LIKE + "id() = 'texts/0', $o)", options(options.formatted(2))))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("no document 'stops/2'");
  }

  @Test
  void whatTellsMoreMayCountMore() {
    texts(true, TermVector.NO, "test test test great great", "cake great", "have a test tomorrow");
    String options = "{'Fields': ['body'], 'MinimumDocumentFrequency': 1, 'Boost': true}";
    assertThat(database.ids(LIKE + "id() = 'texts/0', $o)", options(options)))
        .containsExactly("texts/2", "texts/1");
  }

  @Test
  void theExampleMayComeWithTheQuery() {
    sevenTests();
    String options =
        "{'Fields': ['body'], 'MinimumDocumentFrequency': 1, 'MinimumTermFrequency': 1}";
    Map<String, @Nullable Object> parameters =
        Map.of("o", QueriedDatabase.json(options), "d", "{\"Body\": [\"A test\", {\"x\": 7}]}");
    assertThat(database.ids(LIKE + "$d, $o)", parameters)).hasSize(6);
    assertThat(database.ids(LIKE + "$d, $o) and kind = 1", parameters))
        .containsExactlyInAnyOrder("texts/1", "texts/3", "texts/5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from index 'Texts' where moreLikeThis(id() = 'texts/9')                   | nothing to"
            + " compare with",
        "from index 'Texts' where moreLikeThis('no json')                          | a document in"
            + " JSON",
        "from index 'Texts' where moreLikeThis()                                   | it was given"
            + " 0",
        "from index 'Texts' where moreLikeThis(id() = 'texts/0', $unstored)        | Store [kind]",
        "from Texts where moreLikeThis(id() = 'texts/0')                           | 'Fields'",
      })
  void saysWhatIsWrong(String query, String message) {
    sevenTests();
    assertThatThrownBy(
            () -> database.ids(query, Map.of("unstored", Map.of("Fields", List.of("kind")))))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining(message);
  }
}
