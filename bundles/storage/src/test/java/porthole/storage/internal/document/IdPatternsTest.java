// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "*,'',true", "?,'',false", "?,a,true", "a*b,axxb,true", "a*b,ab,true", "a*b,abc,false",
    "*a*,xay,true", "a**b,ab,true", "a|b,b,true", "a|b,c,false", "A*,abc,true", "*?,'',false",
    "*ab,aab,true", "a*a*a,aaa,true", "a*a*a,aa,false", "1?|2,10,true", ".*,abc,false",
  })
  void starsTakeAnyRunAndQuestionMarksOneCharacter(
      String patterns, String folded, boolean expected) {
    assertThat(IdPatterns.of(patterns).matches(folded)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a,1000", "b,1000"})
  void aPatternOfManyStarsEnds(String last, int length) {
    String text = "a".repeat(length);
    assertThat(IdPatterns.of("*a".repeat(50) + "*" + last).matches(text))
        .isEqualTo(last.equals("a"));
  }
}
