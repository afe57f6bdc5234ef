// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.FunctionText;
import porthole.indexing.internal.linq.syntax.Parser;

/** A map written in C#. */
public final class LinqMap implements MapFunction {
  private final Set<String> collections;
  private final Set<String> fields;
  private final int documents;
  private final Results results;

  private LinqMap(FunctionText function) {
    Expression map = Parser.parse(function);
    Roots.Documents source = new Roots(function).documents(map);
    this.collections = source.collections();
    this.fields = OutputFields.of(function, map);
    Compiler compiler = new Compiler(function);
    int place = compiler.variables().declare("");
    this.documents = place;
    compiler.give(source.part(), frame -> frame.get(place));
    this.results = new Results(function, compiler.code(map), compiler.variables().count());
  }

  /**
   * Compiles it.
   *
   * @param name what it is, for messages: {@code map}
   * @throws porthole.indexing.internal.function.FunctionException if it is none
   */
  public static LinqMap of(String name, String text) {
    return new LinqMap(new FunctionText(name, text));
  }

  @Override
  public Set<String> collections() {
    return collections;
  }

  @Override
  public Set<String> fields() {
    return fields;
  }

  @Override
  public List<Map<String, @Nullable Object>> entries(
      Map<String, @Nullable Object> document, Loader loader) {
    return results.of(loader, frame -> frame.set(documents, List.of(document)));
  }
}
