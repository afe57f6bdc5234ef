// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

  private static final String ROUTE = "/admin/debug/threads/stack-trace";

  @TempDir private Path directory;
  private Path file;
  private TokenCheck check;

  @BeforeEach
  void writeToken() throws IOException {
    file = directory.resolve("admin-token");
    Files.writeString(file, "secret\n");
    check = new TokenCheck(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer secret", "bearer secret", "Bearer  secret "})
  void theTokenOpensAdminRoutes(String authorization) {
    assertThat(check.check(ROUTE, authorization)).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "secret", "Bearer", "Bearer ", "Bearer Secret", "Basic secret"})
  void anythingElseIsUnauthorized(String authorization) {
    Refusal refusal = check.check(ROUTE, authorization);

    assertThat(refusal).isNotNull();
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.message()).contains("admin-token").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/",
        "/ADMIN/x",
        "//admin/x",
        "/admin//databases/x",
        "/admin/configuration"
      })
  void noSpellingOfAnAdminRouteGetsAround(String path) {
    assertThat(check.check(path, null)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/databases/x/docs",
        "/admin/databases",
        "/admin/databases/set-lock",
        "/admin/configuration/client",
        "/administrators",
        "/studio"
      })
  void otherRoutesTakeNoToken(String path) {
    assertThat(check.check(path, null)).isNull();
  }

  @Test
  void anEmptyTokenFileOpensNothing() throws IOException {
    Files.writeString(file, "\n");

    assertThat(check.check(ROUTE, "Bearer ")).isNotNull();
  }

  @Test
  void aReplacedTokenHoldsAtOnce() throws IOException {
    Files.writeString(file, "other\n");

    assertThat(check.check(ROUTE, "Bearer secret")).isNotNull();
    assertThat(check.check(ROUTE, "Bearer other")).isNull();
  }

  @Test
  void withoutTokenFileAdminRoutesAreUnavailable() throws IOException {
    Files.delete(file);

    Refusal refusal = check.check(ROUTE, "Bearer secret");

    assertThat(refusal).isNotNull();
    assertThat(refusal.status()).isEqualTo(503);
  }
}
