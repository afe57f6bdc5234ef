// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.GsonBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.value.DocumentValues;
import porthole.script.api.ScriptEngine;
import porthole.script.internal.ScriptComponent;

class ScriptProjectionTest {
  private static final ScriptEngine ENGINE = new ScriptComponent();
  private static final Map<String, Object> PARAMETERS =
      Map.of("p", 7L, "o", Map.of("k", Arrays.asList("x", null)), "not a name", 1L);

  private final MemoryDatabase database = new MemoryDatabase();
  private final StopSignal stop = new StopSignal(() -> 0, Duration.ofMinutes(1));
  private Optional<ScriptEngine> engine = Optional.of(ENGINE);

  @BeforeEach
  void store() {
    database.put("Companies", "c/1", "{\"name\":\"ACME\",\"boss\":\"e/1\"}");
    database.put("Employees", "e/1", "{\"name\":\"Ann\"}");
    database.put("Products", "p/1", "{\"name\":\"Tea\"}");
    database.put("Products", "p/2", "{\"name\":\"Milk\"}");
    database.put(
        "Orders",
        "o/1",
        "{\"company\":\"c/1\",\"n\":2,\"products\":[\"p/1\",\"p/2\",\"p/none\"],"
            + "\"lines\":[{\"p\":\"p/2\",\"price\":1.5},{\"p\":\"p/1\",\"price\":2}]}");
  }

  private Projection projection(String query) {
    Projection projection =
        Projections.of(
            RqlParser.parse(query),
            query,
            PARAMETERS,
            new Projections.Sources(database, () -> engine, stop));
    assertThat(projection).isNotNull();
    return projection;
  }

  private String project(String query) {
    Map<String, Object> document = DocumentValues.of(database.get("o/1"));
    return new GsonBuilder()
        .serializeNulls()
        .disableHtmlEscaping()
        .create()
        .toJson(projection(query).of("o/1", document));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from Orders as o select { N: o.n + 1, c: o.company } | {"N":3,"c":"c/1"}
          from Orders as o select{ n: o.n }                    | {"n":2}
          from Orders as o SELECT { Id: id(o), v: getMetadata(o)['@change-vector'] } | {"Id":"o/1","v":"A:5"}
          from Orders as o select { x: $p * 2, y: $o.k, z: null } | {"x":14,"y":["x",null],"z":null}
          from Orders as o select { sum: o.lines.map(l => l.price).reduce((a, b) => a + b, 0) } | {"sum":3.5}
          from Orders as o load o.company as c select { name: c.name, t: `${c.name}!` } | {"name":"ACME","t":"ACME!"}
          from Orders as o load o.company as c, c.boss as b select { b: b.name } | {"b":"Ann"}
          from Orders as o load o.products as ps[] select { x: ps.map(p => p && p.name) } | {"x":["Tea","Milk",null]}
          from Orders as o load o.lines[].p as ps select { x: ps.map(p => p.name) } | {"x":["Milk","Tea"]}
          from Orders as o load o.nothing as c select { c: c } | {"c":null}
          from Orders as o select { boss: load(load(o.company).boss).name, l: load(o.products).length } | {"boss":"Ann","l":3}
          from Orders as o load o.company as c select c.name, o.n as m, id(c) as i, c.boss as b | {"c.name":"ACME","m":2,"i":"c/1","b":"e/1"}
          declare function f(x) { return x * $p } from Orders as o select { a: f(o.n) } | {"a":14}
          declare function f(x, y) { return { sum: x + y } } from Orders as o select f(o.n, $p) | {"sum":9}
          DECLARE function f(x) { return x + 1 } from Orders select f(n) as m, company | {"m":3,"company":"c/1"}
          declare function g(a) { return a + '?' } declare function f(o) { o.n = g(o.n); delete o.lines; delete o.products; return o } from Orders as o select f(o) | {"company":"c/1","n":"2?"}
          """)
  void makesWhatTheScriptSays(String query, String json) {
    assertThat(project(query)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from Orders as o\\nselect {\\n  a: o.none.x\\n}   | line 2
          declare function f(o) {\\n return o.none.x;\\n}\\nfrom Orders as o select f(o) | line 2
          from Orders as o select { a: nothing() }          | line 1
          from Orders as o\\nselect {\\n  a: 1 +\\n}             | line 4
          from Orders as o select { a: 1 ++ 2 }             | line 1
          """)
  void saysWhereInTheQueryAScriptFails(String query, String place) {
    assertThatThrownBy(() -> project(query.replace("\\n", "\n")))
        .isInstanceOf(IndexingException.BadScript.class)
        .hasMessageContaining(place);
  }

  @Test
  void whatIsNoObjectIsNoResult() {
    assertThatThrownBy(
            () -> project("declare function f(x) { return 1 } from Orders as o select f(o)"))
        .isInstanceOf(IndexingException.BadScript.class)
        .hasMessageContaining("an object was expected");
  }

  @Test
  void aScriptWithoutEndEndsWhenTheQueryIsKilled() {
    AtomicInteger looks = new AtomicInteger();
    StopSignal killed = new StopSignal(looks::incrementAndGet, Duration.ofMinutes(1));
    String query = "from Orders as o select { a: (() => { while (true) { load('c/1') } })() }";
    Projection endless =
        Projections.of(
            RqlParser.parse(query),
            query,
            Map.of(),
            new Projections.Sources(database, () -> engine, killed));
    killed.stop("it was killed.");
    assertThatThrownBy(() -> endless.of("o/1", Map.of()))
        .isInstanceOf(IndexingException.Stopped.class);
  }

  @Test
  void withoutAnEngineOnlySuchQueriesAreRefused() {
    engine = Optional.empty();
    assertThatThrownBy(() -> project("from Orders as o select { a: 1 }"))
        .isInstanceOf(IndexingException.Unavailable.class);
    assertThat(project("from Orders select n")).isEqualTo("{\"n\":2}");
  }
}
