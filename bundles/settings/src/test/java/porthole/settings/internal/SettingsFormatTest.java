// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFormatTest {

  @Test
  void valuesKeepTheirTypes() throws SettingsException {
    assertThat(
            SettingsFormat.parse(
                "{\"s\":\"x\",\"b\":true,\"i\":7,\"l\":12345678901,\"d\":0.5,"
                    + "\"names\":[\"a\",\"b\"],\"none\":[]}"))
        .containsEntry("s", "x")
        .containsEntry("b", true)
        .containsEntry("i", 7)
        .containsEntry("l", 12345678901L)
        .containsEntry("d", 0.5)
        .containsEntry("names", new String[] {"a", "b"})
        .containsEntry("none", new String[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":1} x",
        "{\"a\":null}",
        "{\"a\":{\"b\":1}}",
        "{\"a\":[1,\"b\"]}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[[1]]}"
      })
  void anythingButAFlatObjectIsRefused(String text) {
    assertThatThrownBy(() -> SettingsFormat.parse(text)).isInstanceOf(SettingsException.class);
  }

  @Test
  void theMessageNamesThePlace() {
    assertThatThrownBy(() -> SettingsFormat.parse("{\n  \"a\": 1,\n  \"b\": oops\n}"))
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> SettingsFormat.parse("{\"deep\":{}}")).hasMessageContaining("'deep'");
  }

  @Test
  void overridesAreObjectsByPid() throws SettingsException {
    assertThat(SettingsFormat.parseOverrides(null)).isEmpty();
    assertThat(SettingsFormat.parseOverrides("{\"pid\":{\"port\":1}}").get("pid"))
        .containsEntry("port", 1);
  }
}
