// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;

/** Loads what scripts ask for. */
final class Loads {

  /** Knows no documents. */
  static final Loader NONE = (id, collection) -> null;

  private Loads() {}

  /** A document, or a list of those whose ids are in a list; null for what is no id. */
  static @Nullable Object load(Loader loader, @Nullable Object id, String collection) {
    if (id instanceof List<?> ids) {
      List<@Nullable Object> documents = new ArrayList<>();
      ids.forEach(each -> documents.add(load(loader, each, collection)));
      return documents;
    }
    return id instanceof String text && !text.isEmpty() ? loader.load(text, collection) : null;
  }
}
