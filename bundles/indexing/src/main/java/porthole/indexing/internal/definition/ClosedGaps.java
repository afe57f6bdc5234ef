// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Words as if those that were left out had never stood between them. */
final class ClosedGaps extends TokenFilter {
  private final PositionIncrementAttribute position =
      addAttribute(PositionIncrementAttribute.class);

  ClosedGaps(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    position.setPositionIncrement(Math.min(1, position.getPositionIncrement()));
    return true;
  }
}
