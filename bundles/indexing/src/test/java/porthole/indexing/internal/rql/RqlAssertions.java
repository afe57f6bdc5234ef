// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What tests say of texts that are not queries. */
final class RqlAssertions {

  private RqlAssertions() {}

  static RqlException assertRefused(String text) {
    RqlException refused = catchThrowableOfType(RqlException.class, () -> RqlParser.parse(text));
    assertThat(refused).as(text).isNotNull();
    return refused;
  }
}
