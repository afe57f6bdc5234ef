// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An array that is made when somebody looks into it. For one thread at a time. */
final class LazyArray extends AbstractList<@Nullable Object> {
  private final Supplier<List<@Nullable Object>> source;
  private @Nullable List<@Nullable Object> made;

  LazyArray(Supplier<List<@Nullable Object>> source) {
    this.source = source;
  }

  private List<@Nullable Object> made() {
    if (made == null) {
      made = source.get();
    }
    return made;
  }

  @Override
  public @Nullable Object get(int index) {
    return made().get(index);
  }

  @Override
  public int size() {
    return made().size();
  }
}
