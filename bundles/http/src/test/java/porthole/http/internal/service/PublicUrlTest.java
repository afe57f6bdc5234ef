// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicUrlTest {
  private final PublicUrl url = new PublicUrl("http://127.0.0.1:8080");

  @Test
  void theConfiguredAddressWins() {
    url.container(Map.of("osgi.http.endpoint", "http://127.0.0.1:4000/"));
    url.configure("https://db.example/");
    assertThat(url.get()).isEqualTo("https://db.example");
    url.configure("");
    assertThat(url.get()).isEqualTo("http://127.0.0.1:4000");
  }

  @Test
  void theContainersFirstWholeAddressIsTaken() {
    assertThat(url.get()).isEqualTo("http://127.0.0.1:8080");
    url.container(
        Map.of("osgi.http.endpoint", new String[] {"/", "http://127.0.0.1:1/", "http://[::1]:1/"}));
    assertThat(url.get()).isEqualTo("http://127.0.0.1:1");
    url.container(Map.of());
    assertThat(url.get()).isEqualTo("http://127.0.0.1:1");
  }
}
