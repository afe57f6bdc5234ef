// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.function.FunctionException;

class RefusalsTest {
  private static final List<String> MAPS =
      List.of(
          "from o in docs.Orders from l in o.lines where l.a > 1 && !o.b select new { o.x, y = l.z }",
          "docs.Orders.SelectMany(o => o.lines, (o, l) => new { a = ((double ? ) l.q) ?? 1.5M })",
          "from o in docs let x = $\"{o.a:D3}{{}}\" orderby x select new { @\"a\"\"\".Length, 'c' }",
          "results.GroupBy(r => new { r.a }).Select(g => new Dictionary<string, int> { { \"a\", 1 } })",
          "docs.A.Select(x => new[] { x is string ? 1 : typeof(A.B).Name, x?.y?[0] }) // c /* d */");
  private static final String PIECES = "'\"(){}[],.$=<>!?:\\/*@+-; \n01axé\u00a0\ud83d";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from users                                       | 11 | the end was found where 'in' was expected.
          from o in docs.A                                 | 17 | the end was found where 'select', 'group', 'from', 'let', 'where' or 'orderby' was expected.
          from o in docs.A select new { o.a                | 34 | the end was found where ',' or '}' was expected.
          from o in docs.A select new { o.a + 1 }          | 31 | the value needs a name; 'name = value' was expected.
          from o in docs.A select new { a = o.b o.c }      | 39 | 'o' was found where ',' or '}' was expected.
          from o in docs.A select new { a = }              | 35 | '}' was found where a value was expected.
          from o in docs.A select new { a = 1, a = 2 }     | 38 | the property 'a' is given twice.
          from o in docs.A select new { a = x.b }          | 35 | 'x' is not known here; a variable was expected.
          from o in docs.A select new { a = o.Foo() }      | 37 | the method 'Foo' is not known.
          from o in docs.A select new { a = Foo(o) }       | 35 | the function 'Foo' is not known.
          from o in docs.A select new { a = o.b.Sum(1) }   | 39 | 'Sum' is not known to take a value.
          from o in docs.A select new { a = Math.Foo(1) }  | 40 | the function 'Math.Foo' is not known.
          from o in docs.A select new { a = o.b.Select(x => { return x; }) } | 51 | '{' was found where an expression was expected.
          from o in docs.A select o.name                   | 27 | an object was expected as what is selected: 'new { ... }'.
          from o in docs.A select new { a = "x }           | 35 | what begins here does not end; " was expected.
          from o in docs.A select new { a = 'ab' }         | 35 | one character was expected between single quotes.
          from o in docs.A select new { a = 1 } extra      | 39 | 'extra' was found where an operator or the end was expected.
          from o in docs.A select new { a = o.b & 1 }      | 39 | '&' was found where ',' or '}' was expected.
          from o in docs.A select new { a = o # 1 }        | 37 | the character '#' has no meaning here.
          from o in docs.A /* x                            | 18 | the comment that begins here does not end; '*/' was expected.
          from o in docs.A select new { a = 99999999999999999999 } | 35 | the number 99999999999999999999 is too large for a long.
          from o in docs.A select new { a = 12abc }        | 35 | a number ends in 'abc'.
          from o in docs.A orderby o.b select new { o.a }  | 18 | 'orderby' cannot be used here
          docs.A.OrderBy(o => o.b).Select(o => new { o.a }) | 8 | 'OrderBy' cannot be used here
          from o in things.A select new { o.a }            | 11 | 'docs' or 'docs.<collection>' was expected as what a map is of.
          """)
  void sayWhereAndWhatWasExpected(String map, int column, String problem) {
    assertThatThrownBy(() -> LinqMap.of("map", map))
        .isInstanceOf(FunctionException.class)
        .hasMessageStartingWith("The map, line 1, column " + column + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from s in timeSeries.A.B from e in s.Entries select new { a = 1 } | indexes of 'timeSeries' cannot be made
          timeSeries.A.B.SelectMany(s => s.Entries, (s, e) => new { a = 1 }) | indexes of 'timeSeries' cannot be made
          counters.A.B.Select(c => new { c.Value })                         | indexes of 'counters' cannot be made
          from o in docs.A select new { a = DateTime.UtcNow }               | 'DateTime.UtcNow' cannot be used
          from o in docs.A select new { a = Regex.IsMatch(o.b, "x") }       | 'Regex.IsMatch' cannot be used
          from o in docs.A select new { a = LoadCompareExchangeValue("x") } | 'LoadCompareExchangeValue' cannot be used
          from o in docs.A join p in docs.B on o.a equals p.a select new { o.a } | 'join' cannot be used
          from o in docs.A select new { a = (Company) o.b }                 | the type 'Company' is not known.
          from o in docs.A select new { a = new Foo(1) }                    | 'new Foo' with 1 arguments is not known.
          docs.A.Select(o => new { o.a }.Boost(2))                          | whole entries cannot be boosted
          """)
  void tellWhatIsKnownButCannotBeDone(String map, String problem) {
    assertThatThrownBy(() -> LinqMap.of("map", map))
        .isInstanceOf(FunctionException.NotSupported.class)
        .hasMessageContaining(problem);
  }

  @Test
  void countLines() {
    assertThatThrownBy(() -> LinqMap.of("map", "from o in docs.A\nselect new {\n  a = o.Foo()\n}"))
        .hasMessageStartingWith("The map, line 3, column 9: ");
  }

  @Test
  void boundWhatStandsWithinEachOther() {
    assertRefused("from o in docs select new { a = " + "(".repeat(100_000), "more than 150");
    assertRefused("from o in docs select new { a = " + "!".repeat(100_000), "more than 150");
    assertRefused(
        "from o in docs select new { a = 1" + " + 1".repeat(20_000) + " }", "more than 300");
    assertRefused(
        "from o in docs select new { a = o" + ".b".repeat(20_000) + " }", "more than 300");
    assertRefused(
        "docs" + ".Where(x => x)".repeat(1_000) + ".Select(x => new { x })", "more than 300");
    assertRefused(
        "from o in docs " + "let x = o ".repeat(9_000) + "select new { x }", "more than 300");
    assertRefused(" ".repeat(300_000), "longer than 200000 characters");
  }

  @Test
  void boundWhatOneDocumentTakes() {
    assertFails("Enumerable.Range(0, 999999999)", "more than 2000000 steps");
    assertFails("Enumerable.Range(0, 4000000).Select(x => x.ToString()).Select(x => x)", "steps");
    assertFails("Enumerable.Range(0, 99).Aggregate(\"x\", (a, b) => a + a)", "steps");
    assertFails(
        "Enumerable.Range(0, 999).Aggregate(new List<int>(), (a, b) => a.Concat(a.Concat(new[] { b })))",
        "steps");
    assertFails(
        "Enumerable.Range(0, 999).Aggregate(null, (a, b) => new { a })", "within each other");
    assertFails("Recurse(o, x => new { x })", "'Recurse' finds more than");
    assertThatThrownBy(
            () ->
                Samples.entries(
                    "from o in docs from n in Enumerable.Range(0, 40000) select new { n }"))
        .hasMessageContaining("makes 40000 results of one");
  }

  @Test
  void endRecursionThatGoesInCircles() {
    assertThat(Samples.value("Recurse(o, x => new[] { o, x }).Count()")).hasToString("{v=1}");
  }

  @Test
  void areAllThatRandomTextsGet() {
    Random random = new Random(3);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder(MAPS.get(random.nextInt(MAPS.size())));
      for (int change = random.nextInt(4); change >= 0; change--) {
        mutate(random, text);
      }
      assertNothingButRefused(text.toString());
    }
  }

  private static void mutate(Random random, StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(4));
    switch (random.nextInt(3)) {
      case 0 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 1 -> text.delete(at, end);
      default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
    }
  }

  private static void assertNothingButRefused(String text) {
    try {
      LinqMap.of("map", text).entries(Samples.order(), Samples.LOADER);
      LinqReduce.of(text);
    } catch (FunctionException e) {
      assertThat(e).hasMessageStartingWith("The ");
    } catch (RuntimeException e) {
      throw new AssertionError("Neither read nor refused: " + text, e);
    }
  }

  private static void assertRefused(String map, String problem) {
    assertThatThrownBy(() -> LinqMap.of("map", map))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(problem);
  }

  private static void assertFails(String expression, String problem) {
    assertThatThrownBy(() -> Samples.value(expression))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(problem);
  }
}
