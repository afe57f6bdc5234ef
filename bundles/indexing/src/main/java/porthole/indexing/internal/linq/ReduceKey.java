// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Clause;
import porthole.indexing.internal.linq.syntax.Clause.From;
import porthole.indexing.internal.linq.syntax.Clause.Let;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Lambda;
import porthole.indexing.internal.linq.syntax.Expression.Query;

/** What a reduce groups its entries by, and what of each entry is grouped. */
final class ReduceKey {

  private record Assignment(int variable, Code value) {}

  private final Compiler compiler;
  private final int entry;
  private final List<Assignment> assignments;
  private final Code key;
  private final @Nullable Code element;

  private ReduceKey(
      Compiler compiler,
      int entry,
      List<Assignment> assignments,
      Code key,
      @Nullable Code element) {
    this.compiler = compiler;
    this.entry = entry;
    this.assignments = assignments;
    this.key = key;
    this.element = element;
  }

  static ReduceKey of(Compiler compiler, Expression grouping) {
    int mark = compiler.variables().mark();
    ReduceKey key =
        grouping instanceof Query query
            ? ofQuery(compiler, query)
            : ofCall(compiler, (Call) grouping);
    compiler.variables().leave(mark);
    return key;
  }

  private static ReduceKey ofQuery(Compiler compiler, Query query) {
    int entry = compiler.variables().declare(((From) query.clauses().get(0)).name());
    List<Assignment> assignments = new ArrayList<>();
    for (Clause clause : query.clauses().subList(1, query.clauses().size())) {
      if (!(clause instanceof Let let)) {
        throw compiler
            .function()
            .unsupported(
                clause.at(), "between 'results' and 'group' only 'let' can stand in a reduce.");
      }
      Code value = compiler.code(let.value());
      assignments.add(new Assignment(compiler.variables().declare(let.name()), value));
    }
    Expression key = query.key() == null ? query.result() : query.key();
    return new ReduceKey(
        compiler, entry, assignments, compiler.code(key), compiler.code(query.result()));
  }

  private static ReduceKey ofCall(Compiler compiler, Call call) {
    List<Expression> arguments = call.arguments();
    boolean fit =
        arguments.size() <= 2
            && !arguments.isEmpty()
            && arguments.stream().allMatch(each -> each instanceof Lambda);
    if (!fit) {
      throw compiler.wrong(call, "'GroupBy' needs a lambda for the key, and may have one more.");
    }
    Fn key = compiler.fn((Lambda) arguments.get(0));
    if (arguments.size() == 1) {
      return new ReduceKey(compiler, key.first(), List.of(), key.body(), null);
    }
    Fn element = compiler.fn((Lambda) arguments.get(1));
    return new ReduceKey(
        compiler,
        key.first(),
        List.of(),
        key.body(),
        frame -> element.apply(frame, frame.get(key.first())));
  }

  /** How many variables a frame needs for it. */
  int variables() {
    return compiler.variables().count();
  }

  @Nullable Object key(Frame frame, Map<String, @Nullable Object> value) {
    start(frame, value);
    return key.run(frame);
  }

  @Nullable Object element(Frame frame, Map<String, @Nullable Object> value) {
    if (element == null) {
      return value;
    }
    start(frame, value);
    return element.run(frame);
  }

  private void start(Frame frame, Map<String, @Nullable Object> value) {
    frame.step(1);
    frame.set(entry, value);
    for (Assignment assignment : assignments) {
      frame.set(assignment.variable(), assignment.value().run(frame));
    }
  }
}
