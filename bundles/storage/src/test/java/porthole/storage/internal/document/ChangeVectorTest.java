// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.storage.api.StorageException;

class ChangeVectorTest {
  private static final String ONE = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String TWO = "zz+/0123456789ABCDEFGH";

  @Test
  void entriesAreTheSameInWhateverOrder() {
    ChangeVector vector = ChangeVector.parse("A:12-" + ONE + ", B:3-" + TWO);
    assertThat(vector)
        .isEqualTo(ChangeVector.parse("B:3-" + TWO + ",A:12-" + ONE))
        .isEqualTo(ChangeVector.parse("B:03-" + TWO + ",   A:12-" + ONE))
        .isNotEqualTo(ChangeVector.parse("A:13-" + ONE + ", B:3-" + TWO))
        .isNotEqualTo(ChangeVector.parse("A:12-" + ONE))
        .isNotEqualTo(ChangeVector.parse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'x'|0",
        "'A:1'|0",
        "'a:1-AAAAAAAAAAAAAAAAAAAAAA'|0",
        "'ABCDE:1-AAAAAAAAAAAAAAAAAAAAAA'|0",
        "'A:-1-AAAAAAAAAAAAAAAAAAAAAA'|0",
        "'A:1-AAAAAAAAAAAAAAAAAAAAA'|0",
        "'A:1-AAAAAAAAAAAAAAAAAAAAAAA'|26",
        "'A:1-AAAAAAAAAAAAAAAAAAAAAA '|26",
        "'A:1-AAAAAAAAAAAAAAAAAAAAAA,'|26",
        "'A:1-AAAAAAAAAAAAAAAAAAAAAA, x'|28",
        "'A:9999999999999999999-AAAAAAAAAAAAAAAAAAAAAA'|2",
        "'A:1-AAAAAAAAAAAAAAAAAAAAAA, A:2-AAAAAAAAAAAAAAAAAAAAAA'|28",
        "' '|0",
      })
  void whatIsNoChangeVectorIsRefusedWithThePlace(String text, int position) {
    assertThatThrownBy(() -> ChangeVector.parse(text))
        .isInstanceOf(StorageException.InvalidChangeVector.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("position " + position + ":");
  }
}
