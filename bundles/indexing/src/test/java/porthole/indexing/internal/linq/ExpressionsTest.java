// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.function.FunctionException;

class ExpressionsTest {

  private static void assertGives(String expression, String expected) {
    assertThat(Samples.value(expression).toString()).isEqualTo("{v=" + expected + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          1 + 2 * 3                  | 7
          (1 + 2) * 3                | 9
          7 / 2                      | 3
          7 / 2.0                    | 3.5
          7 % 4                      | 3
          -o.count                   | -7
          o.count / 2                | 3
          o.count * o.freight        | 87.5
          (decimal) o.count / 2      | 3.5
          0.1M + 0.2M                | 0.3
          1M / 3                     | 0.3333333333333333
          2147483647 + 1             | -2147483648
          2147483647L + 1            | 2147483648
          0xFF                       | 255
          1_000                      | 1000
          1e3                        | 1000.0
          (int) o.freight            | 12
          (double) o.count           | 7.0
          (long) "12"                | 12
          (int) o.unknown            | 0
          (decimal?) o.unknown ?? 5  | 5
          o.count > 3 && !o.paid     | false
          o.count == 7.0             | true
          o.company != "x"           | true
          o.paid ? "yes" : "no"      | yes
          o.count is int             | true
          o.company is string        | true
          o.company as string        | Café Olé
          'a' + 1                    | 98
          "it's " + o.count          | it's 7
          "a\\tb"                    | a\\tb
          $"{o.company}: {o.count:D3} {{x}} {o.freight:0.00}" | Café Olé: 007 {x} 12.50
          new DateTime(2026, 1, 2)   | 2026-01-02T00:00:00.0000000
          typeof(System.Xml.XmlNode).Name | XmlNode
          o?.address?.city           | Lyon
          o["address"]["city"]       | Lyon
          o.tags[1]                  | Blue
          o.company[0]               | C
          /* nothing */ 1 /* at all */ | 1
          """)
  void calculatesAsCSharpDoes(String expression, String expected) {
    assertGives(expression, expected.replace("\\t", "\t"));
  }

  @Test
  void knowsEitherOrAndTextsThatKeepTheirBackslashes() {
    assertGives("o.count < 3 || o.paid", "true");
    assertGives("@\"c:\\d \"\"e\"\"\"", "c:\\d \"e\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          o.note                     | {v=null}
          o.unknown                  | {}
          o.unknown.deeper[3].still  | {}
          o.note.deeper              | {}
          o.note + 1                 | {v=null}
          1 + o.unknown              | {}
          o.note + "x"               | {v=x}
          o.note == null             | {v=true}
          o.unknown == null          | {v=true}
          o.unknown == o.note        | {v=true}
          o.unknown != 1             | {v=true}
          o.unknown > 1              | {v=false}
          o.unknown <= 1             | {v=false}
          o.unknown ?? "none"        | {v=none}
          o.unknown.HasValue         | {v=false}
          o.count.HasValue           | {v=true}
          o.count.Value              | {v=7}
          !o.unknown                 | {}
          o.unknown.Trim()           | {}
          o.unknown.lines.Count()    | {v=0}
          o.unknown.Select(x => x.y) | {v=[]}
          o.unknown.Sum(x => x.y)    | {v=0}
          o.tags[9]                  | {}
          """)
  void passesNullAndMissingValuesOn(String expression, String expected) {
    assertThat(Samples.value(expression).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          o.company.ToLower()               | café olé
          o.company.ToUpperInvariant()      | CAFÉ OLÉ
          " x ".Trim()                      | x
          "--x-".Trim('-')                  | x
          o.company.Substring(5)            | Olé
          o.company.Substring(0, 4)         | Café
          o.company.Split(' ')              | [Café, Olé]
          "a,b;;c".Split(new[] { ',', ';' }, StringSplitOptions.RemoveEmptyEntries) | [a, b, c]
          o.company.Contains("Olé")         | true
          o.company.StartsWith("caf", StringComparison.OrdinalIgnoreCase) | true
          o.company.EndsWith("x")           | false
          o.company.Replace("é", "e")       | Cafe Ole
          o.company.IndexOf(' ')            | 4
          "a.b.c".LastIndexOf(".")          | 3
          o.company.Length                  | 8
          "7".PadLeft(3, '0')               | 007
          "ab".Insert(1, "-")               | a-b
          "abc".Remove(1)                   | a
          o.count.ToString()                | 7
          o.paid.ToString()                 | True
          string.Join(", ", o.tags)         | red, Blue, red
          string.IsNullOrEmpty(o.note)      | true
          String.IsNullOrWhiteSpace(" ")    | true
          string.Format("{0}-{1:D2}", o.address.zip, o.count) | 69001-07
          string.Concat("a", 1)             | a1
          string.Empty                      | ~~
          int.Parse("12")                   | 12
          Convert.ToDouble("1.5")           | 1.5
          char.IsDigit('5')                 | true
          """)
  void knowsTheMethodsOfTexts(String expression, String expected) {
    assertGives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Math.Round(2.5)            | 2.0
          Math.Round(2.345, 2)       | 2.34
          Math.Round(2.5, MidpointRounding.AwayFromZero) | 3.0
          Math.Abs(-3)               | 3
          Math.Floor(2.7)            | 2.0
          Math.Ceiling(2.1)          | 3.0
          Math.Max(1, 2.5)           | 2.5
          Math.Min(o.count, 3)       | 3
          Math.Pow(2, 10)            | 1024.0
          System.Math.Sqrt(16)       | 4.0
          """)
  void knowsMath(String expression, String expected) {
    assertGives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          o.ordered.Year                  | 2026
          o.ordered.Month                 | 3
          o.ordered.DayOfWeek             | Wednesday
          o.ordered.DayOfWeek == DayOfWeek.Wednesday | true
          o.ordered.Date                  | 2026-03-04T00:00:00.0000000Z
          o.ordered.Ticks                 | 639081975678900000
          o.ordered.TimeOfDay             | 05:06:07.8900000
          o.ordered.AddDays(1.5)          | 2026-03-05T17:06:07.8900000Z
          o.due.AddMonths(-3)             | 2026-02-28T00:00:00.0000000
          o.due.ToString("dd/MM/yyyy")    | 31/05/2026
          o.ordered.ToString("yyyy MMM d HH:mm") | 2026 Mar 4 05:06
          o.shipped - o.ordered           | 2.00:00:00
          (o.shipped - (DateTime?) o.ordered).TotalHours | 48.0
          o.ordered + TimeSpan.FromHours(1) | 2026-03-04T06:06:07.8900000Z
          o.shipped > o.ordered           | true
          o.ordered < new DateTime(2027, 1, 1) | true
          (DateTime) o.due == new DateTime(2026, 5, 31) | true
          DateTime.Parse("2026-01-01T02:00:00+02:00") | 2026-01-01T00:00:00.0000000Z
          o.wait.TotalMinutes             | 1563.0666666666666
          DateTime.MinValue               | 0001-01-01T00:00:00.0000000
          """)
  void takesTextsForDatesWhereTheyAreUsedAsSuch(String expression, String expected) {
    assertGives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          o.lines.Select(l => l.product)                 | [p/1, p/2, p/1]
          o.lines.Select((l, i) => i)                    | [0, 1, 2]
          o.lines.Where(l => l.quantity > 1).Count()     | 2
          o.lines.Count                                  | 3
          o.lines.Count(l => l.price == 4)               | 1
          o.lines.Sum(l => l.quantity * l.price)         | 14.0
          o.lines.Sum(l => (decimal) l.quantity)         | 6
          Enumerable.Sum(o.lines, l => l.quantity)       | 6
          o.numbers.Sum()                                | 6
          o.numbers.Average()                            | 2.0
          o.numbers.Min()                                | 1
          o.lines.Max(l => l.price)                      | 4
          o.tags.Distinct()                              | [red, Blue]
          o.tags.Any(t => t == "Blue")                   | true
          o.tags.All(t => t.Length > 3)                  | false
          o.nothing.Any()                                | false
          o.tags.Contains("red")                         | true
          o.numbers.Contains(2)                          | true
          o.tags.First()                                 | red
          o.tags.FirstOrDefault(t => t == "x")           | null
          o.tags.Last(t => t.StartsWith("B"))            | Blue
          o.numbers.OrderBy(n => n)                      | [1, 2, 3]
          o.lines.OrderByDescending(l => l.product).ThenBy(l => l.quantity).Select(l => l.quantity) | [2, 1, 3]
          o.numbers.Skip(1).Take(1)                      | [1]
          o.numbers.Concat(new[] { 9 })                  | [3, 1, 2, 9]
          o.tags.Union(new string[] { "x", "red" })      | [red, Blue, x]
          o.numbers.Reverse()                            | [2, 1, 3]
          o.numbers.Aggregate((a, b) => a * 10 + b)      | 312
          o.numbers.Aggregate("", (a, b) => a + b)       | 312
          o.numbers.Zip(o.tags, (n, t) => n + t)         | [3red, 1Blue, 2red]
          o.nothing.DefaultIfEmpty("none")               | [none]
          o.lines.ToDictionary(l => l.price.ToString(), l => l.quantity) | {1.5=1, 4=2}
          o.lines.GroupBy(l => l.product).Select(g => new { g.Key, n = g.Count() }) | [{Key=p/1, n=2}, {Key=p/2, n=1}]
          o.attributes.Select(a => a.Key + "=" + a.Value) | [Color=green, Size=42]
          new Dictionary<string, object> { { "a", 1 }, { "b", o.count } } | {a=1, b=7}
          new List<string> { "a" }                       | [a]
          Recurse(o.comments, c => c.replies).Select(c => c.text) | [a, b]
          from l in o.lines orderby l.price descending, l.quantity select l.quantity | [2, 1, 3]
          from l in o.lines group l.quantity by l.product into g select g.Key + g.Sum() | [p/14, p/22]
          from l in o.lines where l.price < 2 let t = l.price * l.quantity select t | [4.5, 1.5]
          from l in o.lines from n in o.numbers where n == l.quantity select n | [3, 2, 1]
          """)
  void goesThroughLists(String expression, String expected) {
    assertGives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          o.count / 0               | a number is divided by zero.
          3 / o.unknown             | a number is divided by null.
          o.company.Year            | the string 'Café Olé' has no member 'Year'.
          o.company - 1             | '-' cannot be applied to the string 'Café Olé' and the number 1.
          o.lines.product           | a list has no member 'product'.
          o.count.Foo               | the number 7 has no member 'Foo'.
          o.count.Trim()            | the number 7 has no method 'Trim'.
          o.company && true         | a condition is the string 'Café Olé', not true or false.
          o.company.Substring(9)    | the string 'Café Olé' of 8 characters has no -1 from 9 on.
          o.nothing.First()         | the list has no such element.
          o.company > 3             | the string 'Café Olé' cannot be compared with the number 3.
          (int) o.company           | the string 'Café Olé' is no number.
          o.ordered.AddYears(9000)  | is not of the years 1 to 9999.
          o.lines + "x"             | a list is no text.
          """)
  void failsWithThePlaceWhereSomethingCannotBeDone(String expression, String problem) {
    assertThatThrownBy(() -> Samples.value(expression))
        .isInstanceOf(FunctionException.class)
        .hasMessageStartingWith("The map, line 1, column ")
        .hasMessageEndingWith(problem);
  }
}
