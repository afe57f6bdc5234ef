// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

  private final AllowedHosts hosts =
      new AllowedHosts(URI.create("http://127.0.0.1:8080"), List.of("db.example", "other:99"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "localhost:8080",
        "LocalHost:8080",
        "[::1]:8080",
        "db.example:8080",
        "other:99"
      })
  void ownNamesPass(String host) {
    assertThat(hosts.check(host, List.of())).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:80",
        "127.0.0.1:8081",
        "evil.example:8080",
        "other:8080",
        "localhost:8080.evil.example",
        "localhost:8080@evil.example"
      })
  void otherNamesAreForbidden(String host) {
    Refusal refusal = hosts.check(host, List.of());

    assertThat(refusal).isNotNull();
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.message()).contains("localhost:8080");
  }

  @Test
  void onPort80TheNameAloneIsEnough() {
    AllowedHosts plain = new AllowedHosts(URI.create("http://127.0.0.1:80"), List.of());

    assertThat(plain.check("localhost", List.of())).isNull();
    assertThat(plain.check("localhost:80", List.of("http://localhost"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "HTTP://[::1]:8080"})
  void ownPagesPass(String origin) {
    assertThat(hosts.check("localhost:8080", List.of(origin))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "http://evil.example",
        "https://localhost:8080",
        "http://localhost:3000",
        "http://localhost:8080.evil.example"
      })
  void pagesOfOthersAreForbidden(String origin) {
    Refusal refusal = hosts.check("localhost:8080", List.of(origin));

    assertThat(refusal).isNotNull();
    assertThat(refusal.status()).isEqualTo(403);
  }

  @Test
  void aGoodOriginDoesNotCoverABadOne() {
    List<String> both = List.of("http://localhost:8080", "http://evil.example");

    assertThat(hosts.check("localhost:8080", both)).isNotNull();
  }
}
