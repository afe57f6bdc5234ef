// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.GsonBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.value.Json;

class FieldProjectionTest {
  private static final Map<String, Object> ORDER =
      Json.object(
          """
          {"company": "c/1", "ship": {"city": "Ulm", "zip": null}, "n": 2,
           "lines": [{"product": "p/1", "qty": 1}, {"product": "p/2"}],
           "@metadata": {"@collection": "Orders"}}\
          """
              .getBytes(UTF_8));

  private static String project(String query) {
    RqlQuery parsed = RqlParser.parse(query);
    String alias = parsed.source().alias();
    Selection.Fields fields = (Selection.Fields) parsed.selection();
    Projection projection =
        new FieldProjection(
            fields.fields(),
            new Operands(alias, Map.of("p", 7L)),
            document -> alias == null ? Map.of() : Map.of(alias, document),
            null);
    return new GsonBuilder().serializeNulls().create().toJson(projection.of("orders/1", ORDER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from Orders select company, n           | {"company":"c/1","n":2}
          from Orders select ship.city            | {"ship.city":"Ulm"}
          from Orders select ship.city as Town    | {"Town":"Ulm"}
          from Orders select ship                 | {"ship":{"city":"Ulm","zip":null}}
          from Orders select nothing, ship.x.y    | {"nothing":null,"ship.x.y":null}
          from Orders select lines[].product as p | {"p":["p/1","p/2"]}
          from Orders select lines.qty as q       | {"q":[1,null]}
          from Orders as o select o.company, o.n as m | {"company":"c/1","m":2}
          from Orders select id() as Id, $p as v, 'company' | {"Id":"orders/1","v":7,"company":"c/1"}
          from Orders select '@metadata'.'@collection' as c | {"c":"Orders"}
          """)
  void takesTheSelectedValues(String query, String json) {
    assertThat(project(query)).isEqualTo(json);
  }

  @Test
  void takesTheWholeDocumentByItsAlias() {
    assertThat(project("from Orders as o select o as whole, o.n"))
        .contains("\"whole\":{\"company\"");
  }

  @Test
  void saysWhatCannotBeSelected() {
    assertThatThrownBy(() -> project("from Orders select f(a) as x"))
        .isInstanceOf(QueryException.class);
  }
}
