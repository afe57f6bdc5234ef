// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.AutoIndexSource.Arrays;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.search.Conditions;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Orders;

class AutoDefinitionTest {

  private static AutoDefinition neededBy(String text) {
    RqlQuery query = RqlParser.parse(text);
    NeededFields fields = new NeededFields(new StandardAnalyzer());
    Operands operands = new Operands(null, Map.of("p", "x"));
    if (query.where() != null) {
      new Conditions(fields, operands).translate(query.where());
    }
    new Orders(fields, operands, new Random(1)).translate(query.orderBy());
    return fields.definition(query.source().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from Users where name = $p                          | Auto/Users/Byname
          from Users where name = $p or age > 3 order by city | Auto/Users/ByageAndcityAndname
          from Users where search(about, $p)                  | Auto/Users/BySearch(about)
          from Users where exact(name = $p) and name = $p     | Auto/Users/BynameAndExact(name)
          from Users where lines[].product in ($p)            | Auto/Users/Bylines.product
          from Users order by score(), random()               | Auto/Users
          from Users where id() = $p and startsWith(id(), $p) | Auto/Users
          from @all_docs where a.b = $p                       | Auto/AllDocs/Bya.b
          """)
  void namesWhatAQueryNeeds(String query, String name) {
    assertThat(neededBy(query).name()).isEqualTo(name);
  }

  @Test
  void saysWhatItTakesIn() {
    assertThat(neededBy("from Users where name = $p").source())
        .satisfies(
            source -> {
              assertThat(source.collection).isEqualTo("Users");
              assertThat(source.groupedBy).isEmpty();
              assertThat(source.count).isNull();
            });
    SortedSet<GroupPath> keys =
        new TreeSet<>(
            Set.of(
                new GroupPath("a", false),
                new GroupPath("b[].c", false),
                new GroupPath("d[]", true)));
    AutoReduce reduce = new AutoReduce(keys, true, new TreeSet<>(Set.of("e")));
    assertThat(new AutoDefinition("Users", new TreeSet<>(), reduce).source())
        .satisfies(
            source -> {
              assertThat(source.groupedBy)
                  .containsExactly(
                      entry("a", Arrays.NONE),
                      entry("array(d[])", Arrays.WHOLE),
                      entry("b[].c", Arrays.EACH));
              assertThat(source.count).isEqualTo("Count");
              assertThat(source.sums).containsExactly("e");
            });
  }

  @Test
  void coversWhatNeedsLess() {
    AutoDefinition wide = neededBy("from Users where name = $p and age = 1 and search(name, $p)");
    assertThat(wide.covers(neededBy("from users where age = 1"))).isTrue();
    assertThat(wide.covers(neededBy("from users where exact(age = 1)"))).isFalse();
    assertThat(wide.covers(neededBy("from users where search(age, $p)"))).isFalse();
    assertThat(wide.covers(neededBy("from Others where age = 1"))).isFalse();
    assertThat(wide.covers(wide)).isTrue();
  }

  @Test
  void growsToCoverBoth() {
    AutoDefinition one = neededBy("from Users where name = $p");
    AutoDefinition other = neededBy("from users where age = 1");
    assertThat(one.with(other).name()).isEqualTo("Auto/Users/ByageAndname");
    assertThat(one.with(other).covers(one)).isTrue();
    assertThat(one.with(other).covers(other)).isTrue();
  }
}
