// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.function.FunctionException;

class LinqReduceTest {
  private static final List<Map<String, @Nullable Object>> ENTRIES =
      List.of(
          Samples.object("{'a': 'x', 'b': 1, 'c': 2, 'at': '2026-01-02T03:04:05', 'tags': ['s']}"),
          Samples.object("{'a': 'x', 'b': 1, 'c': 5, 'at': '2026-01-02T13:04:05', 'tags': ['t']}"));

  private static String reduced(String text) {
    LinqReduce reduce = LinqReduce.of(text);
    Object key = reduce.key(ENTRIES.get(0));
    assertThat(reduce.key(ENTRIES.get(1))).isEqualTo(key);
    return key + " " + reduce.fields() + " " + reduce.results(key, ENTRIES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from r in results group r by r.a into g select new { a = g.Key, c = g.Sum(x => x.c) } | x [a, c] [{a=x, c=7}]
          from r in results group r by new { r.a, r.b } into g select new { g.Key.a, g.Key.b, n = g.Count() } | {a=x, b=1} [a, b, n] [{a=x, b=1, n=2}]
          from r in results group r by r.a into g let m = g.Max(x => x.c) where m > 1 select new { a = g.Key, m } | x [a, m] [{a=x, m=5}]
          from r in results group r.c by r.a into g select new { a = g.Key, all = g.OrderByDescending(x => x) } | x [a, all] [{a=x, all=[5, 2]}]
          from r in results let day = r.at.Date group r by day into g select new { at = g.Key, y = g.Key.Year } | 2026-01-02T00:00:00.0000000 [at, y] [{at=2026-01-02T00:00:00.0000000, y=2026}]
          results.GroupBy(r => r.a).Select(g => new { a = g.Key, c = Enumerable.Sum(g, r => ((decimal) r.c)) }) | x [a, c] [{a=x, c=7}]
          results.GroupBy(r => r.a, r => r.c).Select(g => new { a = g.Key, c = g.Average() }) | x [a, c] [{a=x, c=3.5}]
          results.GroupBy(r => new { A = r.a, B = r.b }).Select(g => new { g.Key.A, tags = g.SelectMany(x => x.tags).Distinct().ToArray() }) | {A=x, B=1} [A, tags] [{A=x, tags=[s, t]}]
          results.GroupBy(r => 1).Select(g => new { n = g.Count() }).Where(x => x.n > 5) | 1 [n] []
          from r in results group r by r.unknown into g select new { g.Key, first = g.First().c, last = g.OrderBy(x => x.at).Last().c } | null [Key, first, last] [{Key=null, first=2, last=5}]
          """)
  void groupsAndAggregates(String text, String expected) {
    assertThat(reduced(text)).isEqualTo(expected);
  }

  @Test
  void reducesItsOwnResultsAgain() {
    LinqReduce reduce =
        LinqReduce.of(
            "results.GroupBy(r => r.a).Select(g => new { a = g.Key, c = g.Sum(x => x.c) })");
    List<Map<String, @Nullable Object>> once = reduce.results("x", ENTRIES);
    assertThat(reduce.key(once.get(0))).isEqualTo("x");
    assertThat(reduce.results("x", List.of(once.get(0), ENTRIES.get(0))))
        .hasToString("[{a=x, c=9}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from r in results select new { r.a }                          | 19 | 'results' grouped by a key was expected
          from r in docs group r by r.a into g select new { g.Key }     | 11 | 'results' grouped by a key was expected
          from r in results group r by r.a                              | 1  | 'select new { ... }' was expected behind the grouping.
          from r in results where r.a == 1 group r by r.a into g select new { g.Key } | 19 | only 'let' can stand
          from r in results group r by r.a into g orderby g.Key select new { g.Key } | 41 | 'orderby' cannot be used here
          from r in results group r by r.a into g select g.Key          | 48 | an object was expected as what is selected
          results.GroupBy(r => r.a).Select(g => new { g.Foo() })        | 45 | the value of 'Foo(...)' needs a name
          results.GroupBy(r => r.a).Select(g => new { x = r.a })        | 49 | 'r' is not known here
          """)
  void isRefusedWithThePlace(String text, int column, String problem) {
    assertThatThrownBy(() -> LinqReduce.of(text))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(problem);
    assertThat(column).isPositive();
  }
}
