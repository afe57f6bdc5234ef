// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.value.Terms;

/** A value of a document, seen as an index would hold it. */
final class FieldValue {
  private final @Nullable Object scalar;

  FieldValue(@Nullable Object value) {
    scalar = FieldWriter.scalar(value);
  }

  /** Its term, as it is or in any letter case. */
  String term(boolean exact) {
    return exact ? Terms.exact(scalar) : Terms.folded(scalar);
  }

  /** The number it compares as; null: none. */
  @Nullable Number number() {
    return FieldWriter.numberOf(scalar);
  }
}
