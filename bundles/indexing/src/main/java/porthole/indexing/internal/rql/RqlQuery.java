// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query's text asks for, unchecked: whether the functions and fields exist is not known
 * here.
 *
 * @param declarations functions that the query brings along
 * @param groupBy empty: nothing is grouped
 * @param loads documents that the selection uses
 * @param orderBy empty: in the index's own order
 * @param filter what is looked at document by document after the index has answered
 * @param update a script that is to change each document found
 */
public record RqlQuery(
    List<Declaration> declarations,
    Source source,
    List<GroupKey> groupBy,
    @Nullable Expression where,
    List<Load> loads,
    List<Ordering> orderBy,
    @Nullable Expression filter,
    Selection selection,
    @Nullable Script update,
    List<Expression> includes,
    Limits limits) {

  /**
   * Text in another language, as it stands in the query.
   *
   * @param text with what encloses it, mostly braces
   */
  public record Script(String text, Place place) {}

  /**
   * A function that the query brings along.
   *
   * @param language what its body is written in
   */
  public record Declaration(Language language, String name, List<String> parameters, Script body) {

    /** What a function may be written in. */
    public enum Language {
      JAVASCRIPT,
      TIME_SERIES
    }

    /** Copies the parameters. */
    public Declaration {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * What is queried.
   *
   * @param name of the collection or index; collections may be {@code @all_docs} and {@code @empty}
   * @param alias null: none
   */
  public record Source(Kind kind, String name, @Nullable String alias) {

    /** Of what. */
    public enum Kind {
      COLLECTION,
      INDEX
    }
  }

  /**
   * A value that documents with an equal one are put together by.
   *
   * @param whole of an array: {@code array(lines[].product)}, all its values together, not each
   * @param alias null: none
   */
  public record GroupKey(Path path, boolean whole, @Nullable String alias) {}

  /**
   * Documents whose id a path leads to.
   *
   * @param each whether the path leads to several, which come as a list
   */
  public record Load(Path path, String alias, boolean each) {}

  /** How to sort. */
  public record Ordering(Expression by, As as, boolean descending) {

    /** What the values are compared as. */
    public enum As {
      /** The query does not say. */
      UNSAID,
      STRING,
      LONG,
      DOUBLE,
      ALPHA_NUMERIC
    }
  }

  /** What the answer has of each document. */
  public sealed interface Selection {

    /** Whether a call of that function is among what is selected. */
    default boolean calls(String function) {
      return this instanceof Fields some
          && some.fields().stream().anyMatch(field -> field.calls(function));
    }

    /** All of it. */
    record Everything() implements Selection {}

    /**
     * Some values.
     *
     * @param distinct each combination of values once
     */
    record Fields(List<Field> fields, boolean distinct) implements Selection {
      /** Copies the fields. */
      public Fields {
        fields = List.copyOf(fields);
      }
    }

    /** What an object literal in JavaScript makes of it. */
    record Shape(Script script, boolean distinct) implements Selection {}

    /**
     * A value of the answer.
     *
     * @param alias null: named for what it is
     */
    record Field(Expression expression, @Nullable String alias) {
      private boolean calls(String function) {
        return expression instanceof Expression.Call call && call.calls(function);
      }
    }
  }

  /**
   * The part of the answer that is wanted.
   *
   * @param offset null: from the first on
   * @param count null: as many as the server gives
   * @param filterCount how many the filter looks at; null: all
   */
  public record Limits(
      @Nullable Expression offset, @Nullable Expression count, @Nullable Expression filterCount) {

    static final Limits NONE = new Limits(null, null, null);
  }

  /** Copies the lists. */
  public RqlQuery {
    declarations = List.copyOf(declarations);
    groupBy = List.copyOf(groupBy);
    loads = List.copyOf(loads);
    orderBy = List.copyOf(orderBy);
    includes = List.copyOf(includes);
  }
}
