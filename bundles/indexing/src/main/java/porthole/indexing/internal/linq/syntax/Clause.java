// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.List;

/** What stands between a query's beginning and its end; the first is always a {@link From}. */
public sealed interface Clause {

  /** Its offset in the text. */
  int at();

  /** The expressions that it consists of. */
  List<Expression> parts();

  /** {@code from name in source}. */
  record From(int at, String name, Expression source) implements Clause {
    @Override
    public List<Expression> parts() {
      return List.of(source);
    }
  }

  /** {@code let name = value}. */
  record Let(int at, String name, Expression value) implements Clause {
    @Override
    public List<Expression> parts() {
      return List.of(value);
    }
  }

  /** {@code where condition}. */
  record Where(int at, Expression condition) implements Clause {
    @Override
    public List<Expression> parts() {
      return List.of(condition);
    }
  }

  /**
   * {@code orderby keys}.
   *
   * @param descending for each key
   */
  record OrderBy(int at, List<Expression> keys, List<Boolean> descending) implements Clause {
    @Override
    public List<Expression> parts() {
      return keys;
    }
  }
}
