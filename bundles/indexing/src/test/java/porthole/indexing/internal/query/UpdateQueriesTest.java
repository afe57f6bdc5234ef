// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.UpdateQuery;

class UpdateQueriesTest {

  @Test
  void aQueryIsTakenApart() {
    assertThat(UpdateQueries.read("from Users as u where u.n > $n update { u.n = '}' } limit 5"))
        .isEqualTo(
            new UpdateQuery("from Users as u where u.n > $n  limit 5", " u.n = '}' ", "u", ""));
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
  void theWordMayOccurElsewhere() {
    assertThat(UpdateQueries.read("from Users where update = 'update {' update{update()}"))
        .isEqualTo(new UpdateQuery("from Users where update = 'update {' ", "update()", null, ""));
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
    assertThatThrownBy(() -> UpdateQueries.read("from O as o load o.c as c update { }"))
        .isInstanceOf(IndexingException.NotSupported.class);
  }
}
