// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.storage.api.StoredDocument;

/** Gathers the ids that documents include, while these pass by. For one thread. */
public final class Includes {
  private final List<IncludePath> paths;
  private final Map<String, String> wanted = new LinkedHashMap<>();
  private final Set<String> there = new HashSet<>();

  /** Looks at these paths. */
  public Includes(List<String> paths) {
    this.paths = paths.stream().map(IncludePath::of).toList();
  }

  /** A document passes by; null for one that is not there. */
  public void look(@Nullable StoredDocument document) {
    if (document == null || paths.isEmpty()) {
      return;
    }
    there.add(key(document.id()));
    lookInto(document.body());
  }

  /** Something passes by that is made of a document, or stands for one: a JSON object. */
  public void lookInto(byte[] body) {
    for (IncludePath path : paths) {
      path.collect(body, this::want);
    }
  }

  /** Whether it looks at anything that passes by. */
  public boolean looks() {
    return !paths.isEmpty();
  }

  /** What is included and has not passed by itself. */
  public List<String> ids() {
    return wanted.entrySet().stream()
        .filter(id -> !there.contains(id.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** A document is included, whatever passes by. */
  public void want(String id) {
    if (Ids.possible(id)) {
      wanted.putIfAbsent(key(id), id);
    }
    if (wanted.size() > LoadDocuments.MAX_IDS) {
      throw RequestException.badRequest(
          "The documents include more than "
              + LoadDocuments.MAX_IDS
              + " others. Load fewer at a time.");
    }
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
