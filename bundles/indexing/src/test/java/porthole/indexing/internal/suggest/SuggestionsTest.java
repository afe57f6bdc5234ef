// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.search.SmallIndex;
import porthole.indexing.internal.search.StopSignal;

class SuggestionsTest {
  private static final StopSignal NEVER = new StopSignal(() -> 0, Duration.ofSeconds(1));

  private final SmallIndex people =
      new SmallIndex(
          List.of("name"),
          List.of(
              "{\"name\": [\"John Steinbeck\", \"john\", \"smith\"]}",
              "{\"name\": [\"Ayende\", \"jack\", \"johnson\"]}",
              "{\"name\": [\"Oren\", \"robery\", \"jones\"]}",
              "{\"name\": [\"David\", \"jones\"]}"));

  private static List<Map<String, @Nullable Object>> suggest(
      SmallIndex index, String select, Map<String, @Nullable Object> parameters, StopSignal stop) {
    Selection selection = RqlParser.parse("from x select " + select).selection();
    return new Suggestions(index, new Operands(null, parameters))
        .read((Selection.Fields) selection)
        .find(index.reader(), new MatchAllDocsQuery(), stop);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Owen           | 0.5 | Levenshtein  | [oren]",
        "Oren           | 0.5 | Levenshtein  | []",
        "Oern           | 0.3 | Levenshtein  | [oren]",
        "John Steinback | 0.5 | Levenshtein  | [john steinbeck]",
        "johne          | 0.4 | JaroWinkler  | [jones, john, johnson, john steinbeck]",
        "davi           | 0.4 | JaroWinkler  | [david, jack]",
        "davit          | 0.7 | NGram        | [david]",
        "xyz            | 0   | None         | []",
      })
  void findsTermsThatAreLikeAWord(String word, double accuracy, String distance, String terms) {
    Map<String, @Nullable Object> options =
        Map.of("Accuracy", accuracy, "Distance", distance, "SortMode", "Popularity");
    assertThat(suggest(people, "suggest(name, $w, $o)", Map.of("w", word, "o", options), NEVER))
        .singleElement()
        .satisfies(result -> assertThat(result.get("Suggestions")).hasToString(terms))
        .satisfies(result -> assertThat(result.get("Name")).isEqualTo("name"));
  }

  @Test
  void takesSeveralWordsAndAPageAndAName() {
    Map<String, @Nullable Object> parameters =
        Map.of(
            "words", List.of("johne", "davi"),
            "o",
                Map.of(
                    "Accuracy",
                    0.4,
                    "Distance",
                    "JaroWinkler",
                    "PageSize",
                    3L,
                    "SortMode",
                    "None"));
    assertThat(
            suggest(
                people, "suggest(name, $words, $o) as n, suggest(name, 'owen')", parameters, NEVER))
        .extracting(Object::toString)
        .containsExactly(
            "{Name=n, Suggestions=[david, john, jones]}", "{Name=name, Suggestions=[oren]}");
  }

  @ParameterizedTest
  @CsvSource({
    "LEVENSHTEIN, kitten, sitting, 0.571",
    "JARO_WINKLER, martha, marhta, 0.961",
    "JARO_WINKLER, dwayne, duane, 0.84",
    "JARO_WINKLER, abc, xyz, 0",
    "N_GRAM, abcd, abxd, 0.75",
    "N_GRAM, abcd, xbcd, 0.75",
    "LEVENSHTEIN, same, same, 1"
  })
  void likenessIsAsItsInventorsSay(Likeness likeness, String one, String other, double value) {
    assertThat(likeness.of(one, other)).isCloseTo(value, within(0.001));
    assertThat(likeness.of(other, one)).isCloseTo(value, within(0.001));
  }

  @Test
  void goesThroughAMillionTermsForABoundedTimeOnly() {
    SmallIndex many =
        new SmallIndex(
            List.of("name"),
            List.of(
                "{\"name\": ["
                    + String.join(
                        ",", IntStream.range(0, 5_000).mapToObj(i -> "\"w" + i + "\"").toList())
                    + "]}"));
    AtomicLong ticks = new AtomicLong();
    StopSignal stop = new StopSignal(ticks::incrementAndGet, Duration.ofNanos(10));
    assertThatThrownBy(() -> suggest(many, "suggest(name, 'w1x')", Map.of(), stop))
        .isInstanceOf(IndexingException.Stopped.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suggest(name)                | it was given 1",
        "suggest(name, 'a'), name     | suggestions or values",
        "suggest(name, 'a', $o)       | accuracy of suggest() is 0 to 1, not 2.0",
        "suggest(name, 'a', 'x')      | Options are an object",
      })
  void saysWhatIsWrong(String select, String message) {
    assertThatThrownBy(() -> suggest(people, select, Map.of("o", Map.of("accuracy", 2L)), NEVER))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(message);
  }
}
