// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void everyMarkBecomesItsNumber() {
    Template template = new Template("a" + Template.mark(0) + "b" + Template.mark(12));
    byte[] copy = template.copy();
    template.fill(copy, 99_999);
    assertThat(new String(copy, ISO_8859_1)).isEqualTo("a00099999b00100011");
    template.fill(copy, 0);
    assertThat(new String(copy, ISO_8859_1)).isEqualTo("a00000000b00000012");
  }
}
