// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Path;
import porthole.indexing.internal.rql.RqlQuery.Load;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.value.DocumentValues;
import porthole.indexing.internal.value.Paths;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** Loads what a query wants besides the documents that it finds. For one query. */
final class LoadedDocuments {
  // Of one result.
  private static final long MOST_BYTES = 16 << 20;

  private final Database database;
  private final List<Load> loads;

  LoadedDocuments(Database database, List<Load> loads) {
    this.database = database;
    this.loads = loads;
  }

  /**
   * What the aliases stand for, in their order, and before them what was known by name: a document,
   * a list of those, or null.
   *
   * @param document where a path begins whose first step is no name that is known
   */
  Map<String, @Nullable Object> of(
      Map<String, @Nullable Object> names, Map<String, @Nullable Object> document) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>(names);
    for (Load load : loads) {
      List<String> path = load.path().steps().stream().map(Path.Step::name).toList();
      boolean named = path.size() > 1 && known.containsKey(path.get(0));
      List<@Nullable Object> ids = new ArrayList<>();
      Paths.each(
          named ? known.get(path.get(0)) : document,
          named ? path.subList(1, path.size()) : path,
          ids::add);
      known.put(load.alias(), loaded(ids, load));
    }
    return known;
  }

  private @Nullable Object loaded(List<@Nullable Object> ids, Load load) {
    boolean several = load.each() || load.path().steps().stream().anyMatch(Path.Step::each);
    if (several) {
      return all(ids);
    }
    return ids.isEmpty() ? null : all(ids.subList(0, 1)).get(0);
  }

  /** Documents by their ids; null for each that is not there, or whose id is none. */
  List<@Nullable Object> all(List<@Nullable Object> ids) {
    List<@Nullable Object> found = new ArrayList<>();
    for (@Nullable StoredDocument document : stored(ids)) {
      found.add(document == null ? null : DocumentValues.of(document));
    }
    return found;
  }

  private List<@Nullable StoredDocument> stored(List<@Nullable Object> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<String> texts = ids.stream().map(id -> id instanceof String text ? text : "").toList();
    List<@Nullable StoredDocument> found = database.get(texts, MOST_BYTES);
    if (found.size() < texts.size()) {
      throw new QueryException(
          "One result loads documents of more than " + MOST_BYTES + " bytes. Load fewer.");
    }
    return found;
  }
}
