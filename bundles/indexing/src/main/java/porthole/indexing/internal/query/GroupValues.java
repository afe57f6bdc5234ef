// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.auto.AutoReduce;
import porthole.indexing.internal.auto.GroupPath;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Property;
import porthole.indexing.internal.rql.Path;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.GroupKey;
import porthole.indexing.internal.rql.RqlQuery.Ordering.As;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.QueryException;

/** What a query may say of groups: their keys, counts and sums. Notes what it does say. */
final class GroupValues {
  private static final String EACH = "[]";

  /**
   * A value of results.
   *
   * @param field its name in them
   * @param shown its name in answers to queries that give it none
   * @param as how it is compared when a query does not say
   */
  record Value(String field, String shown, As as) {}

  private final @Nullable String source;
  private final AutoReduce groups;
  private final Map<String, Value> aliases = new HashMap<>();
  private final SortedSet<String> sums = new TreeSet<>();
  private boolean counts;

  /** Of a query with {@code group by}. */
  GroupValues(RqlQuery query) {
    source = query.source().alias();
    SortedSet<GroupPath> keys = new TreeSet<>();
    for (GroupKey key : query.groupBy()) {
      GroupPath path = new GroupPath(text(key.path()), key.whole());
      keys.add(path);
      if (key.alias() != null) {
        aliases.put(key.alias(), new Value(path.name(), key.alias(), As.UNSAID));
      }
    }
    checkArrays(keys);
    groups = new AutoReduce(keys, true, Collections.emptySortedSet());
    if (query.selection() instanceof Selection.Fields fields) {
      fields.fields().forEach(this::noteAlias);
    }
  }

  private static void checkArrays(SortedSet<GroupPath> keys) {
    String longest = "";
    for (GroupPath key : keys) {
      int end = key.whole() ? -1 : key.path().lastIndexOf(EACH);
      String array = end < 0 ? "" : key.path().substring(0, end + EACH.length());
      if (!array.startsWith(longest) && !longest.startsWith(array)) {
        throw new IndexingException.NotSupported(
            "'group by' can go through one array, not through '"
                + longest
                + "' and '"
                + array
                + "' side by side.");
      }
      longest = array.length() > longest.length() ? array : longest;
    }
  }

  private void noteAlias(Selection.Field field) {
    String alias = field.alias();
    find(field.expression())
        .ifPresent(value -> aliases.putIfAbsent(alias == null ? value.shown() : alias, value));
  }

  /** How documents have to be put together for what was asked for. */
  AutoReduce reduce() {
    return new AutoReduce(groups.keys(), counts, sums);
  }

  /** The value that is meant; none: a group does not have such a one. */
  Optional<Value> find(Expression expression) {
    if (expression instanceof Path path) {
      return named(text(path));
    }
    if (expression instanceof Literal literal && literal.value() instanceof String name) {
      return named(name);
    }
    if (expression instanceof Property property && property.of().calls("key")) {
      return named(text(property.path()));
    }
    return expression instanceof Call call ? called(call) : Optional.empty();
  }

  private Optional<Value> named(String name) {
    Optional<Value> key =
        groups.keys().stream()
            .filter(path -> path.path().equals(name))
            .map(GroupValues::value)
            .findFirst();
    return key.or(() -> Optional.ofNullable(aliases.get(name)));
  }

  private Optional<Value> called(Call call) {
    List<Expression> arguments = call.arguments();
    if (call.calls("count") && arguments.isEmpty()) {
      counts = true;
      return Optional.of(new Value(groups.countName(), "Count", As.LONG));
    }
    if (call.calls("sum") && arguments.size() == 1 && arguments.get(0) instanceof Path path) {
      String summed = text(path);
      sums.add(summed);
      return Optional.of(new Value(groups.sumName(summed), summed, As.DOUBLE));
    }
    return call.calls("key") && arguments.isEmpty() ? Optional.of(onlyKey()) : Optional.empty();
  }

  private Value onlyKey() {
    if (groups.keys().size() > 1) {
      String all = groups.keys().stream().map(GroupPath::path).collect(Collectors.joining(", "));
      throw new QueryException("Which key is meant by key()? Name one of " + all + ".");
    }
    return value(groups.keys().first());
  }

  private static Value value(GroupPath key) {
    return new Value(key.name(), key.path(), As.UNSAID);
  }

  private String text(Path path) {
    List<Path.Step> steps = path.steps();
    boolean aliased = steps.size() > 1 && steps.get(0).name().equals(source);
    return new Path(aliased ? steps.subList(1, steps.size()) : steps).toString();
  }
}
