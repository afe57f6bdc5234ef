// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static final SmallIndex INDEX =
      new SmallIndex(
          List.of("name", "age", "tags", "address.city", "text"),
          List.of(
              """
              {"name": "Tarzan", "age": 35, "tags": ["ape", "Jungle"], "address": {"city": "Greystoke"},
               "text": "Raised by apes in the jungle"}""",
              """
              {"name": "tarzan", "age": 5.5, "tags": [], "address": null, "text": ""}""",
              """
              {"name": "Jane", "age": 5, "tags": null, "address": {"city": "Baltimore"},
               "text": "She comes to the jungle, and stays"}""",
              """
              {"name": null, "age": -1, "tags": "ape", "address": {"city": "a*b"}, "text": "C:\\\\x"}""",
              """
              {"age": 9007199254740993, "text": "apes raised in zoos"}""",
              """
              {"name": "", "age": "5"}"""));

  private static final Pattern ONLY_AN_INDEX =
      Pattern.compile("(search|proximity|fuzzy|lucene|boost)\\(");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name = 'TARZAN'                          | 0 1
          exact(name = 'Tarzan')                   | 0
          exact(name = 'TARZAN')                   |
          name != 'tarzan'                         | 2 3 4 5
          not name = 'tarzan'                      | 2 3 4 5
          name = null                              | 3
          name = ''                                | 5
          name != null and name != ''              | 0 1 2 4
          exists(name)                             | 0 1 2 3 5
          not exists(name)                         | 4
          age = 5                                  | 2 5
          age = 5.0                                | 2 5
          age = 5.5                                | 1
          age > 5                                  | 0 1 4
          age >= 5                                 | 0 1 2 4
          age < 5.5                                | 2 3
          age <= 5.5                               | 1 2 3
          age > 5.2                                | 0 1 4
          age between 5 and 35                     | 0 1 2
          age between 5.5 and 35.0                 | 0 1
          age > 9007199254740992                   | 4
          age = 9007199254740993                   | 4
          age > -1                                 | 0 1 2 4
          age >= -1                                | 0 1 2 3 4
          age < null                               |
          name > 'jane'                            | 0 1
          name < 'jane'                            | 5
          name <= ''                               | 5
          name >= ''                               | 0 1 2 5
          name between 'J' and 'K'                 | 2
          name in ('jane', 'TARZAN')               | 0 1 2
          name in ()                               |
          tags = 'APE'                             | 0 3
          tags in ('jungle', null)                 | 0 2
          tags all in ('ape', 'jungle')            | 0
          address.city = 'greystoke'               | 0
          startsWith(address.city, 'B')            | 2
          endsWith(address.city, 'STOKE')          | 0
          endsWith(address.city, '*b')             | 3
          endsWith(address.city, '*')              |
          exact(startsWith(name, 'T'))             | 0
          search(text, 'ape jungle')               | 0 2
          search(text, 'apes jungle', and)         | 0
          search(text, 'ra*')                      | 0 4
          search(text, '"raised in"')              | 4
          search(text, '  ')                       |
          proximity(search(text, 'raised jungle'), 5) | 0
          proximity(search(text, 'raised jungle'), 2) |
          regex(name, '^t.r')                      | 0 1
          regex(text, '^she')                      | 2
          lucene(name, 'jane')                     | 2
          fuzzy(name = 'tarzam', 0.8)              | 0 1
          fuzzy(name = 'karzam', 0.9)              |
          fuzzy(address.city = 'rgeysotek', 0.5)   | 0
          fuzzy(address.city = 'greyst', 0.5)      | 0
          fuzzy(address.city = 'Xaxxixxre', 0.5)   |
          boost(name = 'jane' or age = 35, 3)      | 0 2
          id() = 'DOCS/2'                          | 2
          startsWith(id(), 'docs/')                | 0 1 2 3 4 5
          id() in ('docs/1', 'docs/x')             | 1
          true                                     | 0 1 2 3 4 5
          true and not name = 'jane' and not age = 35 | 1 3 4 5
          not (name = 'jane' or age = 35)          | 1 3 4 5
          false                                    |
          """,
      quoteCharacter = '~')
  void findsWhatTheConditionHoldsFor(String condition, String places) {
    List<Integer> expected =
        places == null
            ? List.of()
            : List.of(places.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(INDEX.find(condition, Map.of())).as(condition).isEqualTo(expected);
    if (!ONLY_AN_INDEX.matcher(condition).find()) {
      assertThat(INDEX.filter(condition, Map.of())).as("filter " + condition).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          search(text, 'ape')  | 'filter' looks at documents one by one and has no search().
          name = other         | A value was expected, not the field 'other'.
          age between 5 and 'x' | The field 'age' is compared with a number and with 'x', which is none.
          name                 | A condition was expected, not the field 'name' alone.
          """,
      quoteCharacter = '~')
  void saysWhatNoFilterCanTell(String condition, String problem) {
    assertThatThrownBy(() -> INDEX.filter(condition, Map.of()))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void takesValuesFromParameters() {
    assertThat(INDEX.find("name = $n and age > $a", Map.of("n", "Tarzan", "a", 10L)))
        .containsExactly(0);
    assertThat(INDEX.find("name in ($names)", Map.of("names", List.of("jane", "x"))))
        .containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name = $missing            | The query uses the parameter $missing, which came without a value.
          name = other               | A value was expected, not the field 'other'.
          name                       | A condition was expected, not the field 'name' alone.
          5 = 5                      | A field was expected, not the value 5.
          name = $list               | The field 'name' was compared with a list or an object
          nosuch(name, 5)            | There is no condition nosuch().
          startsWith(name)           | startsWith() takes 2 arguments; it was given 1.
          boost(name = 'x', 'y')     | A number was expected, not y.
          boost(name = 'x', -1)      | boost() takes a factor of 0 or more, not -1.0.
          regex(name, '(')           | '(' is no regular expression
          lucene(name, 'a:[')        | 'a:[' is no Lucene query
          age between 5 and 'x'      | The field 'age' is compared with a number and with 'x', which is none.
          fuzzy(name = 'x', 1.5)     | fuzzy() takes a likeness of 0 to 1, not 1.5.
          fuzzy(search(a, 'b'), 0.5) | fuzzy() takes field = value
          proximity(a = 'b', 5)      | proximity() takes search(field, words) and a distance.
          """,
      quoteCharacter = '~')
  void saysWhatMakesNoSense(String condition, String problem) {
    assertThatThrownBy(() -> INDEX.find(condition, Map.of("list", List.of(1L))))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aRegexThatExplodesIsRefused() {
    SmallIndex index =
        new SmallIndex(List.of("a"), List.of("{\"a\": \"" + "a".repeat(60) + "b\"}"));
    assertThatThrownBy(() -> index.find("regex(a, '^a*a*a*a*a*a*a*a*c')", Map.of()))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("takes too many steps");
  }

  @Test
  void tellsLongValuesApart() {
    String one = "x".repeat(50_000) + "1";
    String other = "x".repeat(50_000) + "2";
    SmallIndex index =
        new SmallIndex(
            List.of("a"), List.of("{\"a\": \"" + one + "\"}", "{\"a\": \"" + other + "\"}"));
    assertThat(index.find("a = $v", Map.of("v", other.toUpperCase(java.util.Locale.ROOT))))
        .containsExactly(1);
  }
}
