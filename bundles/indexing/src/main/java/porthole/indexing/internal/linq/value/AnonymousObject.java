// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** An object that a function made, as opposed to those that came with a document. */
public final class AnonymousObject extends LinkedHashMap<String, @Nullable Object> {

  private static final long serialVersionUID = 1L;

  /** For that many properties. */
  public AnonymousObject(int size) {
    super(size * 2);
  }
}
