// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.FunctionText;
import porthole.indexing.internal.linq.syntax.Parser;
import porthole.indexing.internal.linq.value.Grouping;
import porthole.indexing.internal.linq.value.Plain;
import porthole.indexing.internal.linq.value.ValueException;

/** A reduce written in C#. */
public final class LinqReduce implements ReduceFunction {
  private final FunctionText function;
  private final Set<String> fields;
  private final ReduceKey key;
  private final int groups;
  private final Results results;

  private LinqReduce(FunctionText function) {
    this.function = function;
    Expression reduce = Parser.parse(function);
    Expression grouping = new Roots(function).grouping(reduce);
    if (grouping == reduce) {
      throw function.wrong(reduce.at(), "'select new { ... }' was expected behind the grouping.");
    }
    this.fields = OutputFields.of(function, reduce);
    Compiler compiler = new Compiler(function);
    int place = compiler.variables().declare("");
    this.groups = place;
    this.key = ReduceKey.of(compiler, grouping);
    compiler.give(grouping, frame -> frame.get(place));
    this.results = new Results(function, compiler.code(reduce), compiler.variables().count());
  }

  /**
   * Compiles it.
   *
   * @throws porthole.indexing.internal.function.FunctionException if it is none
   */
  public static LinqReduce of(String text) {
    return new LinqReduce(new FunctionText("reduce", text));
  }

  @Override
  public Set<String> fields() {
    return fields;
  }

  @Override
  public @Nullable Object key(Map<String, @Nullable Object> entry) {
    try {
      return Plain.of(key.key(new Frame(key.variables(), LinqReduce::load), entry));
    } catch (ValueException e) {
      throw function.wrong(0, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Map<String, @Nullable Object>> results(
      @Nullable Object key, List<Map<String, @Nullable Object>> entries) {
    return results.of(
        LinqReduce::load,
        frame -> frame.set(groups, List.of(new Grouping(key, elements(frame, entries)))));
  }

  private List<@Nullable Object> elements(
      Frame frame, List<Map<String, @Nullable Object>> entries) {
    List<@Nullable Object> elements = new ArrayList<>(entries.size());
    entries.forEach(entry -> elements.add(key.element(frame, entry)));
    return elements;
  }

  private static @Nullable Map<String, @Nullable Object> load(String id, String collection) {
    throw new ValueException("a reduce cannot load documents.");
  }
}
