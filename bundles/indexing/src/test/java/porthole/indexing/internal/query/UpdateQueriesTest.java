// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.UpdateQuery;
import porthole.indexing.api.UpdateQuery.Load;

class UpdateQueriesTest {

  @Test
  void aQueryIsTakenApart() {
    assertThat(UpdateQueries.read("from Users as u where u.n > $n update { u.n = '}' } limit 5"))
        .isEqualTo(
            new UpdateQuery(
                "from Users as u where u.n > $n  limit 5", " u.n = '}' ", "u", "", List.of()));
  }

  @Test
  void declaredFunctionsGoWithTheScript() {
    UpdateQuery parts =
        UpdateQueries.read(
            "declare function f(a, b) {\n  return a + b;\n}\nfrom Users\nUPDATE\n{\n this.n = f(1, 2);\n}");

    assertThat(parts.query().strip()).isEqualTo("from Users");
    assertThat(parts.script()).isEqualTo("\n this.n = f(1, 2);\n");
    assertThat(parts.functions()).isEqualTo("function f(a, b) {\n  return a + b;\n}\n");
    assertThat(parts.alias()).isNull();
  }

  @Test
  void saysWhatIsLoaded() {
    UpdateQuery parts =
        UpdateQueries.read(
            "from Orders as o load o.company as c, c.boss.id as b, lines[].product as ps update { }");
    assertThat(parts.loads())
        .containsExactly(
            new Load("c", null, List.of("company"), false),
            new Load("b", "c", List.of("boss", "id"), false),
            new Load("ps", null, List.of("lines", "product"), true));
  }

  @Test
  void theWordMayOccurElsewhere() {
    assertThat(UpdateQueries.read("from Users where update = 'update {' update{update()}"))
        .isEqualTo(
            new UpdateQuery(
                "from Users where update = 'update {' ", "update()", null, "", List.of()));
  }

  @Test
  void whatChangesNothingOrTooMuchIsRefused() {
    assertThatThrownBy(() -> UpdateQueries.read("from Users"))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("no 'update");
    assertThatThrownBy(() -> UpdateQueries.read("from Users group by n update { }"))
        .isInstanceOf(IndexingException.InvalidQuery.class);
    assertThatThrownBy(() -> UpdateQueries.read("from Users where update {"))
        .isInstanceOf(IndexingException.InvalidQuery.class);
    assertThatThrownBy(
            () ->
                UpdateQueries.read(
                    "declare timeseries x(a) begin from a.b end from O as o update { }"))
        .isInstanceOf(IndexingException.NotSupported.class);
  }
}
