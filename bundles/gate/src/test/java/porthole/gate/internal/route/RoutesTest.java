// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Routes routes = new Routes();

  @Test
  void aPatternWithAStarCoversWhatIsBelowAndItself() {
    routes.configure(List.of("/databases/*"));

    assertThat(routes.knows("/databases/x/docs")).isTrue();
    assertThat(routes.knows("/databases")).isTrue();
    assertThat(routes.knows("/databasesX")).isFalse();
  }

  @Test
  void aPlainPatternCoversItselfOnly() {
    routes.configure(List.of("/topology"));

    assertThat(routes.knows("/topology")).isTrue();
    assertThat(routes.knows("/topology/x")).isFalse();
  }

  @Test
  void aBundlesRoutesAreKnownUntilItIsUninstalled() {
    routes.learn(7, List.of("/extra/*"));
    routes.learn(7, List.of("/more"));

    assertThat(routes.knows("/extra/1")).isTrue();
    assertThat(routes.knows("/more")).isTrue();

    routes.forget(7);

    assertThat(routes.knows("/extra/1")).isFalse();
  }
}
