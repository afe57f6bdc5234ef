// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.internal.rql.Expression.And;
import porthole.indexing.internal.rql.Expression.Between;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Comparison;
import porthole.indexing.internal.rql.Expression.In;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Named;
import porthole.indexing.internal.rql.Expression.Not;
import porthole.indexing.internal.rql.Expression.Operator;
import porthole.indexing.internal.rql.Expression.Or;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.rql.Expression.Property;
import porthole.indexing.internal.rql.Path.Step;
import porthole.indexing.internal.rql.RqlQuery.Declaration;
import porthole.indexing.internal.rql.RqlQuery.GroupKey;
import porthole.indexing.internal.rql.RqlQuery.Limits;
import porthole.indexing.internal.rql.RqlQuery.Load;
import porthole.indexing.internal.rql.RqlQuery.Ordering;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.rql.RqlQuery.Source;

class RqlParserTest {

  private static RqlQuery parse(String text) {
    return RqlParser.parse(text);
  }

  private static Expression where(String condition) {
    return parse("from C where " + condition).where();
  }

  private static Path path(String dotted) {
    return new Path(List.of(dotted.split("\\.")).stream().map(RqlParserTest::step).toList());
  }

  private static Step step(String written) {
    boolean each = written.endsWith("[]");
    return new Step(each ? written.substring(0, written.length() - 2) : written, each);
  }

  private static Comparison equal(String field, Object value) {
    return new Comparison(path(field), Operator.EQUAL, new Literal(value));
  }

  @ParameterizedTest
  @CsvSource({
    "from Users, COLLECTION, Users,",
    "FROM users u, COLLECTION, users, u",
    "from 'Us ers' as u, COLLECTION, Us ers, u",
    "from @all_docs, COLLECTION, @all_docs,",
    "from index 'Users/ByName', INDEX, Users/ByName,",
    "from index \"Users/ByName\" as u, INDEX, Users/ByName, u",
    "from index as i, COLLECTION, index, i",
  })
  void readsWhatIsQueried(String text, Source.Kind kind, String name, String alias) {
    assertThat(parse(text).source()).isEqualTo(new Source(kind, name, alias));
  }

  @ParameterizedTest
  @CsvSource({
    "=, EQUAL",
    "==, EQUAL",
    "!=, NOT_EQUAL",
    "<>, NOT_EQUAL",
    "<, LESS",
    "<=, LESS_OR_EQUAL",
    ">, GREATER",
    ">=, GREATER_OR_EQUAL"
  })
  void readsComparisons(String symbol, Operator operator) {
    assertThat(where("age " + symbol + " $p0"))
        .isEqualTo(new Comparison(path("age"), operator, new Parameter("p0")));
  }

  @Test
  void readsLiterals() {
    assertThat(where("a = 'it''s \\'x\\' \\u00e9'")).isEqualTo(equal("a", "it's 'x' é"));
    assertThat(where("a = \"q\"")).isEqualTo(equal("a", "q"));
    assertThat(where("a = -12")).isEqualTo(equal("a", -12L));
    assertThat(where("a = 1.5e3")).isEqualTo(equal("a", 1500.0));
    assertThat(where("a = 9223372036854775808")).isEqualTo(equal("a", 0x1p63));
    assertThat(where("a = TRUE")).isEqualTo(equal("a", true));
    assertThat(where("a = null")).isEqualTo(equal("a", null));
  }

  @Test
  void readsPaths() {
    assertThat(where("lines[].product.name = 1")).isEqualTo(equal("lines[].product.name", 1L));
    assertThat(where("'order' = 1")).isEqualTo(equal("order", 1L));
    assertThat(where("'@metadata'.'@last-modified' = 1"))
        .isEqualTo(equal("@metadata.@last-modified", 1L));
    assertThat(where("@metadata.@last-modified = 1"))
        .isEqualTo(equal("@metadata.@last-modified", 1L));
  }

  @Test
  void bindsAndCloserThanOr() {
    assertThat(where("a = 1 or b = 2 and not c = 3 or d = 4"))
        .isEqualTo(
            new Or(
                List.of(
                    equal("a", 1L),
                    new And(List.of(equal("b", 2L), new Not(equal("c", 3L)))),
                    equal("d", 4L))));
    assertThat(where("(a = 1 or b = 2) and c = 3"))
        .isEqualTo(
            new And(List.of(new Or(List.of(equal("a", 1L), equal("b", 2L))), equal("c", 3L))));
  }

  @Test
  void tellsTheAndOfBetweenFromTheOther() {
    assertThat(where("a between 1 and $max and b = 2"))
        .isEqualTo(
            new And(
                List.of(
                    new Between(path("a"), new Literal(1L), new Parameter("max")),
                    equal("b", 2L))));
  }

  @Test
  void readsMembership() {
    assertThat(where("a in ('x', $p)"))
        .isEqualTo(new In(path("a"), List.of(new Literal("x"), new Parameter("p")), false));
    assertThat(where("tags all in ($p)"))
        .isEqualTo(new In(path("tags"), List.of(new Parameter("p")), true));
    assertThat(where("a in ()")).isEqualTo(new In(path("a"), List.of(), false));
  }

  @Test
  void readsCallsWhoseArgumentsAreConditions() {
    assertThat(where("boost(search(a, $p0) or b = 1, 2.5)"))
        .isEqualTo(
            new Call(
                "boost",
                List.of(
                    new Or(
                        List.of(
                            new Call("search", List.of(path("a"), new Parameter("p0"))),
                            equal("b", 1L))),
                    new Literal(2.5))));
    assertThat(where("search(title, $p0, and)"))
        .isEqualTo(
            new Call("search", List.of(path("title"), new Parameter("p0"), new Literal("and"))));
    assertThat(where("spatial.within(spatial.point(lat, lon), spatial.circle(1, 2, 3))"))
        .isEqualTo(
            new Call(
                "spatial.within",
                List.of(
                    new Call("spatial.point", List.of(path("lat"), path("lon"))),
                    new Call(
                        "spatial.circle",
                        List.of(new Literal(1L), new Literal(2L), new Literal(3L))))));
    assertThat(where("name = cmpxchg('k').first"))
        .isEqualTo(
            new Comparison(
                path("name"),
                Operator.EQUAL,
                new Property(new Call("cmpxchg", List.of(new Literal("k"))), path("first"))));
    assertThat(where("true")).isEqualTo(new Literal(true));
  }

  @Test
  void readsGroups() {
    RqlQuery query =
        parse("from Orders group by company, lines[].product, Array(tags[]) select count() as n");
    assertThat(query.groupBy())
        .containsExactly(
            new GroupKey(path("company"), false, null),
            new GroupKey(path("lines[].product"), false, null),
            new GroupKey(path("tags[]"), true, null));
    assertThat(query.selection())
        .isEqualTo(
            new Selection.Fields(
                List.of(new Selection.Field(new Call("count", List.of()), "n")), false));
  }

  @Test
  void readsOrder() {
    RqlQuery query =
        parse(
            "from C order by a as LONG desc, 'b c', score(), d as alphaNumeric,"
                + " custom(name, 'MySorter') asc");
    assertThat(query.orderBy())
        .containsExactly(
            new Ordering(path("a"), Ordering.As.LONG, true),
            new Ordering(Path.of("b c"), Ordering.As.UNSAID, false),
            new Ordering(new Call("score", List.of()), Ordering.As.UNSAID, false),
            new Ordering(path("d"), Ordering.As.ALPHA_NUMERIC, false),
            new Ordering(
                new Call("custom", List.of(path("name"), new Literal("MySorter"))),
                Ordering.As.UNSAID,
                false));
  }

  @Test
  void readsSelections() {
    assertThat(parse("from C select distinct name, address.city as city, id() as 'Id'").selection())
        .isEqualTo(
            new Selection.Fields(
                List.of(
                    new Selection.Field(path("name"), null),
                    new Selection.Field(path("address.city"), "city"),
                    new Selection.Field(new Call("id", List.of()), "Id")),
                true));
    assertThat(parse("from C select *").selection()).isEqualTo(new Selection.Everything());
    assertThat(parse("from C select facet(cost < 200, sum(x) as total, $o) as f").selection())
        .isEqualTo(
            new Selection.Fields(
                List.of(
                    new Selection.Field(
                        new Call(
                            "facet",
                            List.of(
                                new Comparison(path("cost"), Operator.LESS, new Literal(200L)),
                                new Named(new Call("sum", List.of(path("x"))), "total"),
                                new Parameter("o"))),
                        "f")),
                false));
  }

  @Test
  void takesScriptsAsTheyAre() {
    String shape = "{ name: u.name + '}', rest: `a${ {b: '`'}.b }}`, re: /[/}]'/.test(x) /* } */ }";
    RqlQuery query = parse("from Users as u select " + shape + " limit 1");
    assertThat(query.selection())
        .isInstanceOfSatisfying(
            Selection.Shape.class, s -> assertThat(s.script().text()).isEqualTo(shape));
    assertThat(query.limits()).isEqualTo(new Limits(null, new Literal(1L), null));

    String update = "{ // it's }\n this.a = this.b / 2; }";
    assertThat(parse("from Users\nupdate " + update).update())
        .isEqualTo(new RqlQuery.Script(update, new Place(2, 8)));
  }

  @Test
  void readsDeclarations() {
    RqlQuery query =
        parse(
            """
            declare function f(a, b) { return {x: a}; }
            declare timeseries ts(d) begin from d.Heart group by '1 month' end
            from C as c select f(c, 1), ts(c)\
            """);
    assertThat(query.declarations())
        .containsExactly(
            new Declaration(
                Declaration.Language.JAVASCRIPT,
                "f",
                List.of("a", "b"),
                new RqlQuery.Script("{ return {x: a}; }", new Place(1, 26))),
            new Declaration(
                Declaration.Language.TIME_SERIES,
                "ts",
                List.of("d"),
                new RqlQuery.Script("from d.Heart group by '1 month' ", new Place(2, 32))));
  }

  @Test
  void readsTheRest() {
    RqlQuery query =
        parse(
            "from Orders as o load o.company as c, o.lines[].product as p[] filter c.age > 3"
                + " include company, counters(employee, 'likes'), 'a b' limit $s, $t"
                + " filter_limit 10;");
    assertThat(query.loads())
        .containsExactly(
            new Load(path("o.company"), "c", false),
            new Load(path("o.lines[].product"), "p", true));
    assertThat(query.filter())
        .isEqualTo(new Comparison(path("c.age"), Operator.GREATER, new Literal(3L)));
    assertThat(query.includes())
        .containsExactly(
            path("company"),
            new Call("counters", List.of(path("employee"), new Literal("likes"))),
            Path.of("a b"));
    assertThat(query.limits())
        .isEqualTo(new Limits(new Parameter("s"), new Parameter("t"), new Literal(10L)));
    assertThat(parse("from C limit 5 offset 7").limits())
        .isEqualTo(new Limits(new Literal(7L), new Literal(5L), null));
  }

  @Test
  void skipsComments() {
    assertThat(parse("from /* a 'b */ C // x\n-- y\nwhere a = 1 /* z */").where())
        .isEqualTo(equal("a", 1L));
  }

  @Test
  void manyAlternativesAreNotDeep() {
    String many = "a = 1" + " or a = 1".repeat(100_000);
    assertThat(((Or) where(many)).conditions()).hasSize(100_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"from ", "from C order by ", "from C select ", "from C where "})
  void tooDeepIsAnErrorNotTheEndOfTheStack(String head) {
    for (String open : List.of("(", "not ", "f(", "boost((")) {
      RqlAssertions.assertRefused(head + open.repeat(100_000));
    }
  }
}
