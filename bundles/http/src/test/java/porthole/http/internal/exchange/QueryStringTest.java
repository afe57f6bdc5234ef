// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

  @Test
  void parametersComeInAnyOfTheClientsSpellings() {
    QueryString query = new QueryString("&id=a%2Fb%20c+d&id=%C3%A9&&flag&E=mc=2&empty=");
    assertThat(query.all("ID")).containsExactly("a/b c d", "é");
    assertThat(query.flag("flag")).isTrue();
    assertThat(query.first("e")).isEqualTo("mc=2");
    assertThat(query.first("empty")).isEmpty();
    assertThat(query.first("none")).isNull();
    assertThat(new QueryString(null).all("id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id=%", "id=%4", "id=%zz", "id=%ff", "%=1"})
  void whatDoesNotDecodeIsABadRequest(String raw) {
    assertThatThrownBy(() -> new QueryString(raw)).isInstanceOf(RequestException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n=-1", "n=x", "n=2147483648", "n=1.5"})
  void countsAreWholeAndNotNegative(String raw) {
    assertThatThrownBy(() -> new QueryString(raw).count("n", 0))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("'n' must be a whole number");
  }
}
