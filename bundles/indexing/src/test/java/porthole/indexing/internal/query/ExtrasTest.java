// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexFieldOptions.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;

class ExtrasTest {
  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
    database.put("Talks", "Talks/1", "{\"about\": \"In this session, a session is explained.\"}");
    database.put("Talks", "Talks/2", "{\"about\": [\"nothing\", \"Sessions or a session\"]}");
    database.put("Talks", "Talks/3", "{\"about\": \"other things\"}");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Map<String, String> extras(String query, Map<String, @Nullable Object> parameters) {
    try (QueryAnswer answer = database.ask(query, parameters)) {
      while (!answer.next(1).isEmpty()) {
        // taken
      }
      Map<String, String> extras = new TreeMap<>();
      answer.extras().forEach((name, value) -> extras.put(name, new String(value, UTF_8)));
      return extras;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search(about, 'session')          | 128 | In this [session], a [session] is explained. |"
            + " Sessions or a [session]",
        "search(about, 'session*')         | 128 | In this [session], a [session] is explained. |"
            + " [Sessions] or a [session]",
        "search(about, 'session explained') | 128 | In this <session>, a <session> is [explained]."
            + " | Sessions or a <session>",
        "search(about, '\"a session\"')    | 128 | In this [session], {a} [session] is explained. |"
            + " Sessions or {a} [session]",
        "search(about, 'session')          | 19  | [session], a [session]                        |"
            + " or a [session]",
      })
  void marksWhatWasLookedForInDocuments(String where, int length, String ofFirst, String ofSecond) {
    boolean phrase = where.contains("\"");
    Map<String, @Nullable Object> tags =
        QueriedDatabase.json(
            phrase
                ? "{'PreTags': ['{', '['], 'PostTags': ['}', ']']}"
                : "{'PreTags': ['[', '<'], 'PostTags': [']', '>']}");
    String query =
        "from Talks where " + where + " order by id() include highlight(about," + length + ",1,$o)";
    assertThat(extras(query, Map.of("o", tags)))
        .containsOnly(
            Map.entry(
                "Highlightings",
                "{\"about\":{\"Talks/1\":[\""
                    + ofFirst
                    + "\"],\"Talks/2\":[\""
                    + ofSecond
                    + "\"]}}"));
  }

  @Test
  void givesSeveralFragmentsTheRichestFirst() {
    database.put(
        "Talks",
        "Talks/9",
        "{\"about\": \"one zebra here, far away from there: another zebra beside a zebra.\"}");
    assertThat(
            extras(
                "from Talks where search(about, 'zebra') include highlight(about, 28, 2)",
                Map.of()))
        .containsEntry(
            "Highlightings",
            "{\"about\":{\"Talks/9\":["
                + "\"<b style=\\\"background:yellow\\\">zebra</b> beside a"
                + " <b style=\\\"background:yellow\\\">zebra</b>.\","
                + "\"one <b style=\\\"background:yellow\\\">zebra</b> here, far away\"]}}");
  }

  @Test
  void marksWhatAnIndexKeeps() {
    IndexFieldOptions stored = new IndexFieldOptions();
    stored.indexing = Indexing.HIGHLIGHTING;
    stored.stored = true;
    database.define("ByAbout", Map.of("about", stored), "Talks: about");
    assertThat(
            extras(
                "from index 'ByAbout' where search(about, 'things') include highlight(about, 50,"
                    + " 1)",
                Map.of()))
        .containsEntry(
            "Highlightings",
            "{\"about\":{\"Talks/3\":[\"other <b style=\\\"background:yellow\\\">things</b>\"]}}");
  }

  @Test
  void explainsScores() {
    assertThat(
            extras("from Talks where search(about, 'things*') include explanations()", Map.of())
                .get("Explanations"))
        .startsWith("{\"Talks/3\":[\"1.0 = ");
  }

  @Test
  void saysHowLongItTook() {
    assertThat(extras("from Talks where about = 'x' include timings()", Map.of()).get("Timings"))
        .matches("\\{\"DurationInMs\":\\d+,\"Timings\":\\{.*\"Search\":\\{\"DurationInMs\":.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "highlight(about)          | highlight() takes a field",
        "highlight(about, 0, 1)    | 1 or more",
        "highlight(about, 9, 1, 7) | Options are an object",
      })
  void saysWhatIsWrong(String include, String message) {
    assertThatThrownBy(() -> extras("from Talks include " + include, Map.of()))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include counters(id(), 'likes')",
        "include counters()",
        "include timeseries('heart', '2026-01-01', '2026-02-01')",
        "include revisions('2026-01-01')",
        "include cmpxchg('key')",
        "where about = cmpxchg('key')",
        "where about = cmpxchg('key').name",
        "order by counter('likes')",
        "select counter(id(), 'likes') as likes",
      })
  void saysWhatThisServerDoesNotHave(String rest) {
    String query = "from Talks " + rest;
    assertThatThrownBy(() -> database.results(query, Map.of()))
        .isInstanceOf(IndexingException.NotSupported.class);
  }
}
