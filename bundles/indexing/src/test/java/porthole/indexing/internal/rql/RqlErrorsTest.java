// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RqlErrorsTest {
  private static final List<String> QUERIES =
      List.of(
          "from 'Articles' where (search(title, $p0) or search(d, $p1)) and deleted = $p2",
          "from index 'X/Y' as x where x.a between 1 and 2 order by a as long desc limit $s, $t",
          "from Orders group by array(lines[].product) select key() as k, sum(lines[].q) as q",
          "declare function f(a) { return a + `x${1}`; } from C as c select { x: f(c) }",
          "from Users update { this.name = /a'}/.exec('b') } include counters('x'), \"y\"");
  private static final String PIECES = "'\"(){}[],.$=<>!\\/*@-;` \n01aé\ud83d";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select x                      | 1:1  | 'from' was expected, not 'select'.
          from                          | 1:5  | a collection, @all_docs or index 'name' was expected, not the end of the query.
          from C where                  | 1:13 | a field, a value or a function was expected, not the end of the query.
          from C where a =              | 1:17 | a field, a value or a function was expected, not the end of the query.
          from C where a = 'x           | 1:18 | the string that begins here does not end; ' was expected.
          from C where (a = 1           | 1:20 | ')' was expected, not the end of the query.
          from C where a in 1           | 1:19 | '(' was expected, not '1'.
          from C where a = 1 b = 2      | 1:20 | one of group, where, load, order, filter, select, update, include, limit, filter_limit or the end of the query was expected, not 'b'.
          from C where a = 1 where b = 2 | 1:20 | 'where' stands here for the second time.
          from C order a                | 1:14 | 'by' was expected, not 'a'.
          from C order by a as date     | 1:22 | string, long, double or alphaNumeric was expected, not 'date'.
          from C select { a: '}'        | 1:15 | the block that '{' begins here does not end.
          from C where a = 1 & b = 2    | 1:20 | the character '&' has no meaning here.
          from C where a = $            | 1:18 | a parameter's name was expected after the dollar sign.
          from C where a = 12x          | 1:18 | a number ends in 'x'.
          from C where a = '\\u12'      | 1:19 | \\u needs four hexadecimal digits.
          from C group by count()       | 1:24 | 'group by' takes fields and array(field), nothing else.
          from C /* x                   | 1:8  | the comment that begins here does not end; '*/' was expected.
          """,
      quoteCharacter = '~')
  void saysWhereAndWhatWasExpected(String text, String place, String problem) {
    RqlException refused = RqlAssertions.assertRefused(text);
    assertThat(refused.place().line() + ":" + refused.place().column()).isEqualTo(place);
    assertThat(refused).hasMessageContaining(problem).hasMessageContaining(text);
  }

  @Test
  void countsLines() {
    RqlException refused = RqlAssertions.assertRefused("from C\nwhere a = 1\n  oder by b");
    assertThat(refused.place()).isEqualTo(new Place(3, 3));
  }

  @Test
  void quotesOnlyTheBeginningOfALongQuery() {
    RqlException refused = RqlAssertions.assertRefused("from C where " + "(".repeat(1_000_000));
    assertThat(refused.getMessage()).hasSizeLessThan(2_000);
  }

  @Test
  void whateverIsWrittenIsReadOrRefused() {
    long seed = Long.getLong("porthole.seed", 5);
    Random random = new Random(seed);
    for (int i = 0; i < 30_000; i++) {
      String text = mutated(QUERIES.get(random.nextInt(QUERIES.size())), random);
      try {
        RqlParser.parse(text);
      } catch (RqlException refused) {
        // the other answer
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
  }

  private static String mutated(String query, Random random) {
    StringBuilder text = new StringBuilder(query);
    for (int i = random.nextInt(4); i >= 0 && text.length() > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }
}
