// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.storage.api.Folding;
import porthole.storage.api.StorageException;

class DatabaseNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\0", "a ", " a", "a.", "..", "a/../b", "a\\b", "a%2Fb", "a:b", "a*", "~", "a\u0301",
        "\ud800", "\u200b", "\u202ea", "a\n", "", "a..b"
      })
  void whatCouldBeTakenForSomethingElseIsRefused(String name) {
    assertThatThrownBy(() -> DatabaseName.check(name))
        .isInstanceOf(StorageException.InvalidName.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Abc, aBC, true",
    "\u00c4, \u00e4, true",
    "\u0130, i, true",
    "\u212a, k, true",
    "\u212b, \u00e5, true",
    "stra\u00dfe, STRASSE, false",
    "\u03c3, \u03c2, false",
    "\uff21, a, false",
    "\ud55c, \u1112\u1161\u11ab, false"
  })
  void twoNamesAreTheSameByTheLowerCaseOfEachCharacter(String one, String other, boolean same) {
    DatabaseName.check(one);
    DatabaseName.check(other);
    assertThat(Folding.fold(one).equals(Folding.fold(other))).isEqualTo(same);
  }

  @Test
  void anyNameMakesAPlainDirectory() {
    assertThat(DatabaseName.directory("CON", "0123abcd")).isEqualTo("con-0123abcd");
    assertThat(DatabaseName.directory("\u00c4.\ud55c", "0123abcd")).isEqualTo("_._-0123abcd");
    assertThat(DatabaseName.directory("x".repeat(128), "0123abcd")).hasSize(64 + 9);
  }
}
