// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
  private static final SmallIndex INDEX =
      new SmallIndex(
          List.of("name", "n", "tags"),
          List.of(
              "{'name': 'b10', 'n': 2, 'tags': ['z', 'c']}".replace('\'', '"'),
              "{'name': 'B9', 'n': 10.5, 'tags': ['b']}".replace('\'', '"'),
              "{'n': -3, 'tags': []}".replace('\'', '"'),
              "{'name': 'a', 'n': 10, 'tags': ['a', 'y']}".replace('\'', '"'),
              "{'name': null, 'n': 'x'}".replace('\'', '"')));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name                       | 2 4 3 0 1
          name as string desc        | 1 0 3 4 2
          name as alphaNumeric       | 2 4 3 1 0
          name as alphaNumeric desc  | 0 1 3 4 2
          n as long                  | 4 2 0 1 3
          n as double                | 4 2 0 3 1
          n as double desc           | 1 3 0 2 4
          tags                       | 2 4 3 1 0
          id() desc                  | 4 3 2 1 0
          n as long, name desc       | 4 2 0 1 3
          """)
  void sorts(String order, String places) {
    assertThat(INDEX.sorted(order))
        .as(order)
        .isEqualTo(Stream.of(places.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void shufflesInTheSameWayForTheSameSeed() {
    assertThat(INDEX.sorted("random('x')"))
        .isEqualTo(INDEX.sorted("random('x')"))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(Stream.of("a", "b", "c", "d").map(seed -> INDEX.sorted("random('" + seed + "')")))
        .doesNotHaveDuplicates();
  }

  @Test
  void saysWhatIsNoOrder() {
    assertThatThrownBy(() -> INDEX.sorted("nosuch()"))
        .isInstanceOf(QueryException.class)
        .hasMessage("There is no order by nosuch().");
  }

  @Test
  void countsAsPeopleDo() {
    List<String> sorted =
        List.of("", "1", "01", "2", "9z", "10", "10a", "010a", "a", "a1", "a01b", "a2", "a10", "b");
    Comparator<CharSequence> order = new AlphaNumeric();
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = 0; j < sorted.size(); j++) {
        assertThat(Integer.signum(order.compare(sorted.get(i), sorted.get(j))))
            .as("'%s' and '%s'", sorted.get(i), sorted.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }
}
