// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that changes what it finds, {@code from … update { … }}, in its parts.
 *
 * @param query what finds the documents, in RQL
 * @param script statements in JavaScript, to be run for each document, which is {@code this}
 * @param alias another name of the document; null: it has none
 * @param functions those that the query declares, in JavaScript
 * @param loads other documents that the script sees, in the order in which they are loaded
 */
public record UpdateQuery(
    String query, String script, @Nullable String alias, String functions, List<Load> loads) {

  /**
   * Documents whose ids stand in another.
   *
   * @param alias the name that the script sees them by
   * @param from the alias of the document where the path begins: the one of an earlier load, or
   *     null for the document that is changed
   * @param path names of properties; lists are gone through wherever they stand
   * @param several whether the name stands for a list
   */
  public record Load(String alias, @Nullable String from, List<String> path, boolean several) {
    /** Copies the path. */
    public Load {
      path = List.copyOf(path);
    }
  }

  /** Copies the loads. */
  public UpdateQuery {
    loads = List.copyOf(loads);
  }
}
