// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Clause;
import porthole.indexing.internal.linq.syntax.Clause.From;
import porthole.indexing.internal.linq.syntax.Clause.Let;
import porthole.indexing.internal.linq.syntax.Clause.OrderBy;
import porthole.indexing.internal.linq.syntax.Clause.Where;
import porthole.indexing.internal.linq.syntax.Expression.Query;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.Sequences;

/** Compiles queries in query syntax: each clause into a step that runs those behind it. */
final class QueryCompiler {

  /** What happens for each row that comes through. */
  @FunctionalInterface
  interface Step {
    void run(Frame frame, List<@Nullable Object> results);
  }

  /** What happens when all rows have come so far. */
  @FunctionalInterface
  private interface Phase {
    List<@Nullable Object> run(Frame frame, List<@Nullable Object> waiting);
  }

  private final Compiler compiler;
  private final int firstVariable;
  private final Deque<Phase> phases = new ArrayDeque<>();

  /** For one query. */
  QueryCompiler(Compiler compiler) {
    this.compiler = compiler;
    this.firstVariable = compiler.variables().count();
  }

  /** A list of the results, or of the groups. */
  Code query(Query query) {
    Variables variables = compiler.variables();
    int mark = variables.mark();
    Step rows = steps(query, 0);
    variables.leave(mark);
    boolean grouped = query.key() != null;
    List<Phase> then = List.copyOf(phases);
    return compiler.placed(
        query,
        frame -> {
          List<@Nullable Object> results = new ArrayList<>();
          rows.run(frame, results);
          for (Phase phase : then) {
            results = phase.run(frame, results);
          }
          return grouped ? Groups.ofPairs(results) : results;
        });
  }

  private Step steps(Query query, int next) {
    if (next == query.clauses().size()) {
      return end(query);
    }
    Clause clause = query.clauses().get(next);
    if (clause instanceof From from) {
      return from(from, query, next);
    }
    if (clause instanceof Let let) {
      Code value = compiler.code(let.value());
      int variable = compiler.variables().declare(let.name());
      Step then = steps(query, next + 1);
      return (frame, results) -> {
        frame.set(variable, value.run(frame));
        then.run(frame, results);
      };
    }
    if (clause instanceof Where where) {
      Code condition = compiler.condition(where.condition());
      Step then = steps(query, next + 1);
      return (frame, results) -> {
        if (Operators.truth(condition.run(frame))) {
          then.run(frame, results);
        }
      };
    }
    return orderBy((OrderBy) clause, query, next);
  }

  private Step from(From from, Query query, int next) {
    Code source = compiler.placed(from.source(), sequence(compiler.code(from.source())));
    int variable = compiler.variables().declare(from.name());
    Step then = steps(query, next + 1);
    return (frame, results) -> {
      for (Object element : Sequences.of(source.run(frame))) {
        frame.step(1);
        frame.set(variable, element);
        then.run(frame, results);
      }
    };
  }

  private static Code sequence(Code code) {
    return frame -> Sequences.of(code.run(frame));
  }

  // With several values for a row: the key comes first.
  private Step end(Query query) {
    Code result = compiler.code(query.result());
    if (query.key() == null) {
      return (frame, results) -> results.add(result.run(frame));
    }
    Code key = compiler.code(query.key());
    return (frame, pairs) -> {
      pairs.add(key.run(frame));
      pairs.add(result.run(frame));
    };
  }

  private Step orderBy(OrderBy order, Query query, int next) {
    int first = firstVariable;
    int variables = compiler.variables().count() - first;
    RowOrder rows =
        new RowOrder(compiler.codes(order.keys()), order.descending(), first, variables);
    Step then = steps(query, next + 1);
    phases.addFirst(
        (frame, waiting) -> {
          List<@Nullable Object> results = new ArrayList<>();
          for (RowOrder.Row row : rows.sorted(frame, waiting)) {
            rows.restore(frame, row);
            then.run(frame, results);
          }
          return results;
        });
    return (frame, waiting) -> waiting.add(rows.row(frame));
  }
}
