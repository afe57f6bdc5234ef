// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object that is made when somebody looks into it; most never do. For one thread at a time. */
final class LazyObject extends AbstractMap<String, @Nullable Object> {
  private final Supplier<Map<String, @Nullable Object>> source;
  private @Nullable Map<String, @Nullable Object> made;

  LazyObject(Supplier<Map<String, @Nullable Object>> source) {
    this.source = source;
  }

  private Map<String, @Nullable Object> made() {
    if (made == null) {
      made = source.get();
    }
    return made;
  }

  @Override
  public @Nullable Object get(Object key) {
    return made().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return made().containsKey(key);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    return made().put(key, value);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return made().entrySet();
  }
}
